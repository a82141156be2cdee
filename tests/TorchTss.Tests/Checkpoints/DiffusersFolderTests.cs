using TorchTss.Checkpoints;
using TorchTss.Runtime;
using TorchTss.Tests.Checkpoints.Torch;
using static TorchSharp.torch;

namespace TorchTss.Tests.Checkpoints;

public sealed class DiffusersFolderTests
{
    private TestFiles _files = null!;

    [SetUp]
    public void SetUp() => _files = new TestFiles();

    [TearDown]
    public void TearDown() => _files.Dispose();

    [Test]
    public void The_bundled_host_opens()
    {
        var folder = DiffusersFolder.Open(Path.Combine(AppContext.BaseDirectory, "weights", "tiny"));
        Assert.That(folder.Components, Is.EqualTo(new[] { "controlnet", "scheduler", "unet", "vae" }));
        using var scheduler = folder.Config("scheduler");
        using var unet = folder.Component("unet");
        Assert.That(scheduler.RootElement.GetProperty("num_train_timesteps").GetInt32(), Is.EqualTo(1000));
        Assert.That(unet.Config.RootElement.GetProperty("_class_name").GetString(), Is.EqualTo("UNet2DConditionModel"));
        using var weight = unet.Weights.Tensor("conv_in.weight");
        Assert.That(weight.shape[0], Is.EqualTo(unet.Config.RootElement.GetProperty("block_out_channels")[0].GetInt64()));
    }

    [Test]
    public void A_component_folder_alone_answers_to_any_name()
    {
        var folder = DiffusersFolder.Open(Path.Combine(AppContext.BaseDirectory, "weights", "tiny", "controlnet"));
        Assert.That((folder.Components.Count, folder.Has("controlnet")), Is.EqualTo((0, true)));
        using var component = folder.Component("controlnet");
        Assert.That(component.Config.RootElement.GetProperty("_class_name").GetString(), Is.EqualTo("ControlNetModel"));
    }

    [Test]
    public void Weights_that_are_spelt_twice_are_refused_and_closed()
    {
        _files.Text("vae/config.json", "{}");
        var path = _files.Safetensors("vae/diffusion_pytorch_model.safetensors", """
            {"encoder.mid_block.attentions.0.query.bias":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},
            "encoder.mid_block.attentions.0.to_q.bias":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}
            """, 1, 2);
        Assert.That(() => Open("vae"), Throws.TypeOf<UserException>().With.Message.EqualTo(
            $"{path}: 'encoder.mid_block.attentions.0.query.bias' and 'encoder.mid_block.attentions.0.to_q.bias' "
            + "are two spellings of encoder.mid_block.attentions.0.to_q.bias; leave one of them out"));
        if (OperatingSystem.IsLinux()) Assert.That(File.ReadAllText("/proc/self/maps"), Does.Not.Contain(_files.Folder));
    }

    [TestCase(null, "diffusion_pytorch_model.safetensors")]
    [TestCase("fp16", "diffusion_pytorch_model.fp16.safetensors")]
    [TestCase("non_ema", "diffusion_pytorch_model.safetensors.index.non_ema.json")]
    [TestCase("ema", "diffusion_pytorch_model.ema.safetensors.index.json")]
    public void The_variant_chooses_the_file(string? variant, string file)
    {
        Config();
        Weights("unet/diffusion_pytorch_model.safetensors", "a");
        Weights("unet/diffusion_pytorch_model.fp16.safetensors", "a");
        Weights("unet/diffusion_pytorch_model-00001-of-00001.safetensors", "a");
        foreach (var index in new[] { "safetensors.index.json", "safetensors.index.non_ema.json", "ema.safetensors.index.json" })
        {
            _files.Text($"unet/diffusion_pytorch_model.{index}", """{"weight_map":{"a":"diffusion_pytorch_model-00001-of-00001.safetensors"}}""");
        }
        using var unet = Open("unet", variant);
        Assert.That(unet.Weights.Path, Is.EqualTo(_files[$"unet/{file}"]));
    }

    [TestCase("model.safetensors")]
    [TestCase("model.fp16.safetensors")]
    public void Text_encoders_and_a_lone_variant_are_found_without_asking(string file)
    {
        Config("text_encoder");
        Weights($"text_encoder/{file}", "a");
        using var encoder = Open("text_encoder");
        Assert.That(encoder.Weights.Path, Is.EqualTo(_files[$"text_encoder/{file}"]));
    }

    [TestCase("diffusion_pytorch_model.safetensors", null, "diffusion_pytorch_model.safetensors", "diffusion_pytorch_model.bin")]
    [TestCase("model.safetensors", null, "model.safetensors", "pytorch_model.bin")]
    [TestCase("pytorch_model.bin", null, "pytorch_model.bin", "model.fp16.safetensors")]
    [TestCase("diffusion_pytorch_model.bin", null, "diffusion_pytorch_model.bin", "diffusion_pytorch_model.fp16.bin")]
    [TestCase("diffusion_pytorch_model.fp16.bin", "fp16", "diffusion_pytorch_model.bin", "diffusion_pytorch_model.fp16.bin")]
    [TestCase("pytorch_model.fp16.bin", null, "pytorch_model.fp16.bin")]
    [TestCase("model.fp16.safetensors", null, "model.fp16.safetensors", "pytorch_model.fp16.bin")]
    [TestCase("pytorch_model.bin.index.json", null, "pytorch_model.bin.index.json", "model.fp16.safetensors")]
    [TestCase("pytorch_model.bin.index.fp16.json", "fp16", "pytorch_model.bin.index.fp16.json", "pytorch_model.bin")]
    public void PyTorch_files_are_taken_where_there_is_no_safetensors(string expected, string? variant, params string[] files)
    {
        Config("text_encoder");
        _files.Bytes("text_encoder/pytorch_model-00001-of-00001.bin", TorchBytes.Zip(TorchBytes.P.Dict(("a", TorchBytes.Plain()))).ToArray());
        foreach (var file in files)
        {
            var path = $"text_encoder/{file}";
            if (Path.GetExtension(file) == ".json") _files.Text(path, """{"weight_map":{"a":"pytorch_model-00001-of-00001.bin"}}""");
            else if (Path.GetExtension(file) == ".bin") File.Copy(_files["text_encoder/pytorch_model-00001-of-00001.bin"], _files[path]);
            else Weights(path, "a");
        }
        using var encoder = Open("text_encoder", variant);
        Assert.That((encoder.Weights.Path, encoder.Weights.Entries.Single().Name), Is.EqualTo((_files[$"text_encoder/{expected}"], "a")));
    }

    [Test]
    public void Shards_are_one_checkpoint()
    {
        Config();
        Weights("unet/model-00001-of-00002.safetensors", "a", "b");
        Weights("unet/model-00002-of-00002.safetensors", "c");
        _files.Text("unet/model.safetensors.index.json", """
            {"metadata":{"total_size":12},"weight_map":{"c":"model-00002-of-00002.safetensors","a":"model-00001-of-00002.safetensors","b":"model-00001-of-00002.safetensors"}}
            """);
        using var unet = Open("unet");
        Assert.That(unet.Weights.Entries.Select(e => e.Name), Is.EqualTo(new[] { "a", "b", "c" }));
        using var c = unet.Weights.Tensor("c");
        unet.Weights.Release("c");
        Assert.That(c.item<float>(), Is.EqualTo(1f));
        Assert.That(() => unet.Weights.Tensor("d"),
            Says("unet/model.safetensors.index.json", "there is no tensor 'd' among its 3; is this the file of another model?"));
    }

    [TestCase("""{"a":"s1.safetensors","b":"s1.safetensors"}""",
        "index and shards disagree: b is not in s1.safetensors; fetch the whole model again")]
    [TestCase("""{"c":"s2.safetensors"}""", "index and shards disagree: d of s2.safetensors is not in the index; fetch the whole model again")]
    [TestCase("""{"a":"s2.safetensors"}""",
        "index and shards disagree: a is not in s2.safetensors, c of s2.safetensors is not in the index, "
        + "d of s2.safetensors is not in the index; fetch the whole model again")]
    [TestCase("""{"a":"s1.safetensors","z":"s3.safetensors"}""", "1 of 2 shards is absent: s3.safetensors; fetch the rest of the model")]
    [TestCase("""{"a":"../s1.safetensors"}""",
        "places 'a' in '../s1.safetensors', but a shard is a plain file name in the same folder; fetch the index again")]
    [TestCase("""{"a":".."}""", "places 'a' in '..', but a shard is a plain file name in the same folder; fetch the index again")]
    [TestCase("""{"a":"C:\\s1.safetensors"}""",
        "places 'a' in 'C:\\s1.safetensors', but a shard is a plain file name in the same folder; fetch the index again")]
    [TestCase("""{"a":1}""", "places 'a' in '1', but a shard is a plain file name in the same folder; fetch the index again")]
    [TestCase("[]", "is no index of shards, it has no object weight_map; fetch it again")]
    public void Indexes_that_lie_are_refused(string map, string sentence)
    {
        Config();
        Weights("unet/s1.safetensors", "a");
        Weights("unet/s2.safetensors", "c", "d");
        _files.Text("unet/model.safetensors.index.json", $$"""{"weight_map": {{map}} }""");
        Assert.That(() => Open("unet"), Says("unet/model.safetensors.index.json", sentence));
    }

    [Test]
    public void What_is_not_there_is_said()
    {
        Assert.That(() => DiffusersFolder.Open(_files["none"]), Says("none", "there is no such folder; check the path"));
        Directory.CreateDirectory(_files["empty/unet"]);
        Assert.That(() => DiffusersFolder.Open(_files["empty"]),
            Says("empty",
                "holds no diffusers model; looked for config.json here and in the folders below it (unet/config.json, vae/config.json, …)"));
        _files.Text("file", "");
        Assert.That(() => DiffusersFolder.Open(_files["file"]), Says("file", "is a file; give the folder of a diffusers model"));
        Config();
        Config("vae");
        Directory.CreateDirectory(_files["controlnet"]);
        Assert.That(() => Open("unett"), Throws.TypeOf<UserException>().With.Message.EqualTo(
            $"{_files.Folder}: has no folder unett; found unet, vae; give a folder that has it"));
        Assert.That(() => Open("controlnet"), Says("controlnet", "has no config.json; fetch it from where the weights came from"));
        Assert.That(() => Open("unet"), Says("unet",
            "has no weights; looked for diffusion_pytorch_model.safetensors, diffusion_pytorch_model.safetensors.index.json, "
            + "model.safetensors, model.safetensors.index.json, diffusion_pytorch_model.bin, diffusion_pytorch_model.bin.index.json, "
            + "pytorch_model.bin, pytorch_model.bin.index.json"));
        Assert.That(() => Open("unet", "fp16"), Says("unet", "has no weights; looked for diffusion_pytorch_model.fp16.safetensors, "
            + "diffusion_pytorch_model.safetensors.index.fp16.json, diffusion_pytorch_model.fp16.safetensors.index.json, model.fp16.safetensors, "
            + "model.safetensors.index.fp16.json, model.fp16.safetensors.index.json, diffusion_pytorch_model.fp16.bin, "
            + "diffusion_pytorch_model.bin.index.fp16.json, diffusion_pytorch_model.fp16.bin.index.json, pytorch_model.fp16.bin, "
            + "pytorch_model.bin.index.fp16.json, pytorch_model.fp16.bin.index.json"));
        Weights("unet/diffusion_pytorch_model.fp16.safetensors", "a");
        Weights("unet/diffusion_pytorch_model.non_ema.safetensors", "a");
        Assert.That(() => Open("unet"), Says("unet", "has the variants fp16 and non_ema but no file without one; choose a variant"));
    }

    [TestCase("[1]", "is not a JSON object; fetch it again")]
    [TestCase("""{"a":1,"a":2}""", "is not valid JSON (Duplicate property 'a' encountered during deserialization); fetch it again")]
    public void A_broken_configuration_is_refused(string json, string sentence)
    {
        _files.Text("unet/config.json", json);
        Assert.That(() => Open("unet"), Says("unet/config.json", sentence));
    }

    private DiffusersComponent Open(string component, string? variant = null) => DiffusersFolder.Open(_files.Folder).Component(component, variant);

    private void Config(string component = "unet") => _files.Text($"{component}/config.json", "{}");

    private void Weights(string file, params string[] names)
    {
        using var scope = NewDisposeScope();
        Directory.CreateDirectory(Path.GetDirectoryName(_files[file])!);
        SafetensorsWriter.Write(_files[file], names.ToDictionary(n => n, _ => ones(1)));
    }

    private NUnit.Framework.Constraints.EqualStringConstraint Says(string file, string sentence) =>
        Throws.TypeOf<UserException>().With.Message.EqualTo($"{_files[file]}: {sentence}");
}
