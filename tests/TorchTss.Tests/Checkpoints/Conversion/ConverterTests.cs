using TorchTss.Checkpoints;
using TorchTss.Checkpoints.Conversion;
using TorchTss.Runtime;
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

    [Test]
    public void An_interrupted_conversion_leaves_nothing()
    {
        var toy = Toy();
        using var source = new CancellationTokenSource();
        var options = new ConversionOptions { Input = toy, Output = _folder.File("model"), To = ConversionTarget.Diffusers };
        Assert.That(() => Converter.Run(options, new StopAfter(source, 20), source.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(_folder.Names, Is.EqualTo(new[] { "toy.safetensors" }));
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
