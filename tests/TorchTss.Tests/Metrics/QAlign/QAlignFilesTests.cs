using TorchTss.Metrics.QAlign;
using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Tests.Metrics.QAlign;

public sealed class QAlignFilesTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new TemporaryFolder();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void A_configuration_says_the_models_shape()
    {
        using var files = QAlignFiles.Open(TinyOwl.Write(_folder.Path, ScalarType.BFloat16));
        Assert.That(files.Config, Is.EqualTo(TinyOwl.Config));
        Assert.That(files.Weights.Entries, Has.Count.EqualTo(113));
    }

    [Test]
    public void What_a_configuration_leaves_out_is_the_official_classes_default()
    {
        TinyOwl.Write(_folder.Path, ScalarType.BFloat16);
        File.WriteAllText(Config, """{"visual_config": {}}""");
        using var files = QAlignFiles.Open(Path.GetDirectoryName(Config)!);
        Assert.That(files.Config, Is.EqualTo(new OwlConfig { Epsilon = 1e-6 }));
    }

    [Test]
    public void A_file_in_its_place_is_refused() => Refused(_folder.File("one-align", []),
        $"{_folder.File("one-align")}: is a file; this is where the folder of q-future/one-align belongs");

    [Test]
    public void A_folder_without_configuration_is_refused() => Refused(_folder.Path,
        $"{_folder.Path}: has no config.json; fetch it from where the weights came from");

    [Test]
    public void A_folder_without_weights_is_refused()
    {
        _folder.File("config.json", "{\"visual_config\": {}}"u8.ToArray());
        Refused(_folder.Path, $"{_folder.Path}: has no weights; looked for diffusion_pytorch_model.safetensors, "
            + "diffusion_pytorch_model.safetensors.index.json, model.safetensors, model.safetensors.index.json, "
            + "diffusion_pytorch_model.bin, diffusion_pytorch_model.bin.index.json, pytorch_model.bin, pytorch_model.bin.index.json");
    }

    [TestCase("""{"hidden_size": 4096}""", "has no visual_config, so it is no mPLUG-Owl2; use the model q-future/one-align")]
    [TestCase("""{"visual_config": 3}""", "visual_config is 3, expected an object; the file is damaged or edited; fetch it again")]
    [TestCase("""{"visual_config": {}, "hidden_act": "gelu"}""",
        "hidden_act is \"gelu\", but only silu is implemented; use the model q-future/one-align")]
    [TestCase("""{"visual_config": {}, "rope_scaling": {"type": "linear"}}""",
        "rope_scaling is {\"type\": \"linear\"}, but only null is implemented; use the model q-future/one-align")]
    [TestCase("""{"visual_config": {"visual_model": {"hidden_size": "wide"}}}""",
        "visual_config.visual_model.hidden_size is \"wide\", expected a positive whole number; the file is damaged or edited; fetch it again")]
    [TestCase("""{"visual_config": {"visual_model": {"image_size": 224}}}""",
        "visual_config.visual_abstractor.grid_size is 32, but the visual_model has 16 patches per side; use the model q-future/one-align")]
    [TestCase("""{"visual_config": {"visual_abstractor": {"hidden_size": 768}}}""",
        "visual_config.visual_abstractor.hidden_size is 768, but the visual_model's is 1024; use the model q-future/one-align")]
    [TestCase("""{"visual_config": {"visual_abstractor": {"encoder_hidden_size": 768}}}""",
        "visual_config.visual_abstractor.encoder_hidden_size is 768, but only 1024 is implemented; use the model q-future/one-align")]
    public void Another_configuration_is_refused(string json, string sentence)
    {
        TinyOwl.Write(_folder.Path, ScalarType.BFloat16);
        File.WriteAllText(Config, json);
        Refused(Path.GetDirectoryName(Config)!, $"{Config}: {sentence}");
    }

    private string Config => Path.Combine(_folder.Path, "one-align", "config.json");

    private static void Refused(string folder, string sentence) =>
        Assert.That(() => QAlignFiles.Open(folder), Throws.TypeOf<UserException>().With.Message.EqualTo(sentence));
}
