using TorchTss.Checkpoints.Conversion;
using TorchTss.Runtime;
using TorchTss.Tests.Hosts.Supir;
using TorchTss.Tests.Imaging;

namespace TorchTss.Tests.Hosts;

/// <summary>The same networks as a folder, as single files, and one at a time: the same picture.</summary>
[NonParallelizable] // the default device is global
public sealed class SingleFileHostTests
{
    // What shapes do not say is what a single file is taken to have: 8 heads, 32 groups.
    private const string UNet = """{"block_out_channels": [32, 32, 64, 64], "layers_per_block": 1, "attention_head_dim": 8, "cross_attention_dim": 24}""";

    private TemporaryFolder _folder = null!;
    private SyntheticModel _model = null!;
    private byte[] _expected = null!;

    [SetUp]
    public void Begin()
    {
        _folder = new TemporaryFolder();
        _model = new SyntheticModel(_folder.Path).Write(UNet);
        _expected = Restore(new RunSettings { Weights = _model.Model, ControlNet = _model.ControlNet });
    }

    [TearDown]
    public void End() => _folder.Dispose();

    private static byte[] Restore(RunSettings settings)
    {
        var full = settings with { Host = "controlnet", Steps = 2, Scale = 2, Tss = new() { Tds = true, Sds = true } };
        using var resolver = SuperResolver.Open(full);
        return resolver.Run(Pictures.Noise(24, 16), full).Image.Pixels.ToArray();
    }

    private string Ldm(string input, string name)
    {
        Converter.Run(new ConversionOptions { Input = input, Output = _folder.File(name), To = ConversionTarget.Ldm });
        return _folder.File(name);
    }

    [Test]
    public void Single_files_give_the_folders_picture()
    {
        var settings = new RunSettings
        {
            Weights = Ldm(_model.Model, "model.safetensors"),
            ControlNet = Ldm(_model.ControlNet, "control.safetensors"),
            Vae = _model.Model,
        };
        Assert.That(Restore(settings), Is.EqualTo(_expected));
    }

    [Test]
    public void One_network_at_a_time_gives_the_same_picture() =>
        Assert.That(Restore(new RunSettings { Weights = _model.Model, ControlNet = _model.ControlNet, LowMemory = true }), Is.EqualTo(_expected));

    [Test]
    public void A_file_of_another_kind_is_refused_with_its_option() =>
        Assert.That(
            () => SuperResolver.Open(new RunSettings { Host = "controlnet", Weights = _model.Model, ControlNet = Ldm(_model.Model, "model.safetensors") }),
            Throws.TypeOf<UsageException>().With.Message.EqualTo(
                $"--controlnet {_folder.File("model.safetensors")}: this is not a ControlNet; found unet, vae, scheduler"));

    [Test]
    public void SUPIR_is_no_ControlNet_and_no_model()
    {
        var own = SupirToy.Write(_folder.File("own.safetensors"), SupirToy.Own());
        Refused("--controlnet", new RunSettings { Weights = _model.Model, ControlNet = own });
        Refused("--weights", new RunSettings { Weights = own, ControlNet = _model.ControlNet });

        void Refused(string option, RunSettings settings) =>
            Assert.That(() => SuperResolver.Open(settings with { Host = "controlnet" }), Throws.TypeOf<UsageException>().With.Message.EqualTo(
                $"{option} {own}: this is SUPIR, an addition to SDXL and no ControlNet; use --host supir --weights BASE --supir {own}"));
    }
}
