using TorchTss.Checkpoints;
using TorchTss.Checkpoints.Conversion;
using TorchTss.Runtime;
using TorchTss.Tests.Checkpoints.Torch;
using TorchTss.Tests.Hosts.Supir;
using TorchTss.Verification;
using static TorchSharp.torch;

namespace TorchTss.Tests.Checkpoints.Conversion;

public sealed class ConverterTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Begin() => _folder = new TemporaryFolder();

    [TearDown]
    public void End() => _folder.Dispose();

    /// <summary>An SDXL file of toy width with everything in it.</summary>
    private string Toy(ScalarType dtype = ScalarType.Float32)
    {
        var tensors = new Dictionary<string, Tensor>();
        foreach (var part in new[] { "unet-sdxl-toy", "vae-toy", "clip-l-sdxl-toy", "clip-bigg-toy" })
        {
            var map = Directory.EnumerateFiles(Path.Combine(ParityCases.Folder("convert"), part), "*.txt").Single();
            foreach (var line in KeyMapLine.Read(map).DistinctBy(l => l.Source))
            {
                var keys = KeyMapLine.Table([line]);
                tensors[line.Source] = randn(keys.Shape(line.Source).ToArray()).to(dtype);
            }
        }
        var path = _folder.File("toy.safetensors");
        SafetensorsWriter.Write(path, tensors, new Dictionary<string, string> { ["modelspec.title"] = "Toy" });
        foreach (var tensor in tensors.Values) tensor.Dispose();
        return path;
    }

    private ConversionResult Convert(string from, string to, ConversionTarget? target = null, ScalarType? dtype = null, long? shard = null) =>
        Converter.Run(new ConversionOptions { Input = from, Output = to, To = target, Dtype = dtype, ShardBytes = shard });

    [TestCase(null)]
    [TestCase(200_000L)]
    public void To_diffusers_and_back_is_the_same_file_bit_for_bit(long? shard)
    {
        var toy = Toy();
        Convert(toy, _folder.File("model"), ConversionTarget.Diffusers, shard: shard);
        Convert(_folder.File("model"), _folder.File("back.safetensors"), ConversionTarget.Ldm);
        Assert.That(File.ReadAllBytes(_folder.File("back.safetensors")), Is.EqualTo(File.ReadAllBytes(toy)));
    }

    [Test]
    public void A_diffusers_folder_has_a_configuration_for_every_network_and_a_table_of_contents()
    {
        var result = Convert(Toy(), _folder.File("model"), ConversionTarget.Diffusers);
        Assert.That(result.Files.Select(f => Path.GetRelativePath(_folder.File("model"), f).Replace('\\', '/')).Order(StringComparer.Ordinal), Is.EqualTo(new[]
        {
            "model_index.json", "scheduler/scheduler_config.json",
            "text_encoder/config.json", "text_encoder/model.safetensors", "text_encoder_2/config.json", "text_encoder_2/model.safetensors",
            "unet/config.json", "unet/diffusion_pytorch_model.safetensors", "vae/config.json", "vae/diffusion_pytorch_model.safetensors",
        }));
        Assert.That(DiffusersFolder.Open(_folder.File("model")).Components, Is.EqualTo(new[] { "scheduler", "text_encoder", "text_encoder_2", "unet", "vae" }));
    }

    [Test]
    public void Floating_point_tensors_change_their_type_and_metadata_stays()
    {
        Convert(Toy(), _folder.File("half.safetensors"), dtype: ScalarType.BFloat16);
        using var file = SafetensorsFile.Open(_folder.File("half.safetensors"));
        Assert.That(file.Entries.Select(e => e.Stored).Distinct(), Is.EqualTo(new[] { "BF16" }));
        Assert.That(file.Metadata["modelspec.title"], Is.EqualTo("Toy"));
    }

    [Test]
    public void SUPIR_changes_its_type_and_keeps_its_names()
    {
        var own = SupirToy.Filled(SupirToy.Own());
        _folder.File("v0Q.ckpt", TorchBytes.Of(own));
        Convert(_folder.File("v0Q.ckpt"), _folder.File("half.safetensors"), dtype: ScalarType.BFloat16);
        using var file = SafetensorsFile.Open(_folder.File("half.safetensors"));
        Assert.That(file.Entries.Select(e => (e.Name, e.Stored)), Is.EquivalentTo(own.Keys.Select(n => (n, "BF16"))));
        using var shortened = file.Tensor("model.control_model.input_hint_block.0.weight").to(ScalarType.Float32);
        Assert.That((shortened - own["model.control_model.input_hint_block.0.weight"]).abs().max().item<float>(), Is.InRange(1e-6f, 1e-2f));
        foreach (var tensor in own.Values) tensor.Dispose();
    }

    [TestCase(ConversionTarget.Diffusers, "model")]
    [TestCase(ConversionTarget.Ldm, "model.safetensors")]
    public void SUPIR_has_no_other_layout(ConversionTarget to, string output)
    {
        var own = SupirToy.Write(_folder.File("own.safetensors"), SupirToy.Own());
        Assert.That(() => Convert(own, _folder.File(output), to), Throws.TypeOf<UsageException>().With.Message.EqualTo(
            $"--to: {own} holds SUPIR's own networks (control, adaptors, denoise_encoder), which have no other layout; leave it out"));
        var merged = SupirToy.Write(_folder.File("merged.safetensors"), SupirToy.Base(), SupirToy.Own());
        Assert.That(Convert(merged, _folder.File(output), to).Remarks, Does.Contain(
            "control, adaptors, denoise_encoder: SUPIR's own networks have no other layout and were left out"));
    }

    [Test]
    public void Values_beyond_float16_are_told()
    {
        using (var large = full(3, 1e6f)) SafetensorsWriter.Write(_folder.File("large.safetensors"), new Dictionary<string, Tensor> { ["w"] = large });
        var result = Convert(_folder.File("large.safetensors"), _folder.File("half.safetensors"), dtype: ScalarType.Float16);
        Assert.That(result.Remarks, Is.EqualTo(new[] { "1 tensor has values beyond Float16's range, which became infinite: w; use bf16" }));
    }

    [Test]
    public void An_output_that_exists_is_not_touched()
    {
        var toy = Toy();
        Assert.That(() => Convert(toy, toy), Throws.TypeOf<UserException>().With.Message.EqualTo($"{toy}: exists; choose another name, or delete it first"));
    }

    [TestCase("x-00002-of-00002.safetensors")]
    [TestCase("x.safetensors.index.json")]
    public void A_shard_or_an_index_that_exists_is_refused_before_anything_is_written(string name)
    {
        var (from, there) = (Two(), _folder.File(name, [7]));
        Assert.That(() => Convert(from, _folder.File("x.safetensors"), shard: 40),
            Says<UserException>($"{there}: exists; choose another name, or delete it first"));
        Assert.That(_folder.Names, Is.EqualTo(new[] { "two.safetensors", name }));
        Assert.That(File.ReadAllBytes(there), Is.EqualTo(new byte[] { 7 }));
    }

    [Test]
    public void An_index_that_appears_during_the_conversion_takes_the_shards_back()
    {
        var options = new ConversionOptions { Input = Two(), Output = _folder.File("x.safetensors"), ShardBytes = 40 };
        var index = _folder.File("x.safetensors.index.json");
        Assert.That(() => Converter.Run(options, new Each(() => File.WriteAllBytes(index, [7]))),
            Says<UserException>($"{index}: exists; choose another name, or delete it first"));
        Assert.That(_folder.Names, Is.EqualTo(new[] { "two.safetensors", "x.safetensors.index.json" }));
    }

    [Test]
    public void Shards_are_told_with_their_index_last() =>
        Assert.That(Convert(Two(), _folder.File("x.safetensors"), shard: 40).Files.Select(Path.GetFileName),
            Is.EqualTo(new[] { "x-00001-of-00002.safetensors", "x-00002-of-00002.safetensors", "x.safetensors.index.json" }));

    [Test]
    public void A_separator_at_the_end_of_the_output_is_left_out()
    {
        var slash = Path.DirectorySeparatorChar;
        Assert.That(new ConversionOptions { Input = "in", Output = $"a{slash}b{slash}{slash}" }.Output, Is.EqualTo($"a{slash}b"));
        Convert(Two(), _folder.File($"x.safetensors{slash}"));
        Assert.That(_folder.Names, Is.EqualTo(new[] { "two.safetensors", "x.safetensors" }));
    }

    [Test]
    public void Averaged_weights_without_a_layout_are_refused() => Assert.That(
        () => Converter.Run(new ConversionOptions { Input = Two(), Output = _folder.File("x.safetensors"), Ema = true }),
        Says<UsageException>("--ema: only with --to diffusers or --to ldm; add one of them"));

    [TestCase("U16", 2)]
    [TestCase("U32", 4)]
    [TestCase("U64", 8)]
    public void Types_that_cannot_be_read_are_refused_before_anything_is_written(string type, int width)
    {
        var json = $$$"""{"w":{"dtype":"{{{type}}}","shape":[1],"data_offsets":[0,{{{width}}}]}}""";
        var path = _folder.File("odd.safetensors", TestFiles.Concat(json, new byte[width]));
        Assert.That(() => Convert(path, _folder.File("x.safetensors"), dtype: ScalarType.Float32), Says<UserException>(
            $"{path}: tensor 'w' is {type}, which this program cannot read; leave it out of the file, or store it there in another type"));
        Assert.That(_folder.Names, Is.EqualTo(new[] { "odd.safetensors" }));
    }

    [Test]
    public void A_component_that_fails_closes_those_before_it()
    {
        if (!OperatingSystem.IsLinux()) Assert.Ignore("only here the maps of the process can be listed");
        Convert(Toy(), _folder.File("model"), ConversionTarget.Diffusers);
        var vae = _folder.File("model/vae/diffusion_pytorch_model.safetensors");
        using (var weight = zeros(1))
        {
            SafetensorsWriter.Write(vae, new Dictionary<string, Tensor>
            {
                ["encoder.mid_block.attentions.0.query.weight"] = weight,
                ["encoder.mid_block.attentions.0.to_q.weight"] = weight,
            });
        }
        Assert.That(() => Convert(_folder.File("model"), _folder.File("x.safetensors"), ConversionTarget.Ldm), Says<UserException>(
            $"{vae}: 'encoder.mid_block.attentions.0.query.weight' and 'encoder.mid_block.attentions.0.to_q.weight' "
            + "are two spellings of encoder.mid_block.attentions.0.to_q.weight; leave one of them out"));
        Assert.That(File.ReadAllText("/proc/self/maps"), Does.Not.Contain(_folder.File("model")));
    }

    [Test]
    public void An_interrupted_conversion_leaves_nothing()
    {
        var toy = Toy();
        using var source = new CancellationTokenSource();
        var options = new ConversionOptions { Input = toy, Output = _folder.File("model"), To = ConversionTarget.Diffusers };
        Assert.That(() => Converter.Run(options, new StopAfter(source, 20), source.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(_folder.Names, Is.EqualTo(new[] { "toy.safetensors" }));
    }

    private string Two()
    {
        using var weight = zeros(8);
        SafetensorsWriter.Write(_folder.File("two.safetensors"), new Dictionary<string, Tensor> { ["a"] = weight, ["b"] = weight });
        return _folder.File("two.safetensors");
    }

    private static NUnit.Framework.Constraints.EqualStringConstraint Says<T>(string sentence) where T : Exception =>
        Throws.TypeOf<T>().With.Message.EqualTo(sentence);

    private sealed class Each(Action action) : IProgress<ConversionProgress>
    {
        public void Report(ConversionProgress value) => action();
    }

    private sealed class StopAfter(CancellationTokenSource source, int tensors) : IProgress<ConversionProgress>
    {
        private int _left = tensors;

        public void Report(ConversionProgress value)
        {
            if (--_left == 0) source.Cancel();
        }
    }
}
