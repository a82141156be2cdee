using TorchTss.Checkpoints;
using TorchTss.Networks;
using static TorchSharp.torch;

namespace TorchTss.Tests.Networks;

/// <summary>Keys, shapes and parameter counts of the released checkpoints, on the meta device: no weights, no memory.</summary>
[NonParallelizable] // the default device is global
public sealed class FullSizeTests
{
    private static IEnumerable<TestCaseData> Lists()
    {
        yield return List("sd15-unet", 859_520_964, 686, () => new UNet(UNetConfig.Sd15));
        yield return List("sd21-unet", 865_910_724, 686, () => new UNet(UNetConfig.Sd21));
        yield return List("sdxl-unet", 2_567_463_684, 1680, () => new UNet(UNetConfig.Sdxl));
        yield return List("sd15-controlnet", 361_279_120, 340, () => new ControlNet(ControlNetConfig.Sd15));
        yield return List("sdxl-controlnet", 1_251_014_160, 844, () => new ControlNet(ControlNetConfig.Sdxl));
        yield return List("sd-vae", 83_653_863, 248, () => new Autoencoder(AutoencoderConfig.Sd15));
    }

    private static TestCaseData List(string file, long parameters, int tensors, Func<nn.Module> build) =>
        new TestCaseData(file, parameters, tensors, build).SetArgDisplayNames(file);

    [TestCaseSource(nameof(Lists))]
    public void Have_the_official_keys_shapes_and_count(string file, long parameters, int tensors, Func<nn.Module> build)
    {
        using var network = OnMeta(build);
        var official = File.ReadAllLines(Path.Combine(ParityCases.Folder("diffusers"), $"{file}.keys.txt"));
        Assert.That(ModuleKeys.Lines(ModuleKeys.Of(network)), Is.EqualTo(official.Order(StringComparer.Ordinal)));
        Assert.That(network.parameters().Sum(p => p.numel()), Is.EqualTo(parameters));
        Assert.That(network.parameters().Count(), Is.EqualTo(tensors));
    }

    [Test] // specification §2.2
    public void Controlnet_of_sd21_has_the_published_count()
    {
        using var network = OnMeta(() => new ControlNet(ControlNetConfig.Sd21));
        Assert.That((network.parameters().Sum(p => p.numel()), network.parameters().Count()), Is.EqualTo((364_228_240L, 340)));
    }

    [Test] // specification §3.1
    public void Autoencoder_parts_have_the_published_counts()
    {
        using var network = OnMeta(() => new Autoencoder(AutoencoderConfig.Sdxl));
        var parts = network.named_parameters().GroupBy(p => p.name.Split('.')[0]).ToDictionary(g => g.Key, g => g.Sum(p => p.parameter.numel()));
        var published = new Dictionary<string, long>
        {
            ["encoder"] = 34_163_592,
            ["decoder"] = 49_490_179,
            ["quant_conv"] = 72,
            ["post_quant_conv"] = 20,
        };
        Assert.That(parts, Is.EquivalentTo(published));
    }

    private static TModule OnMeta<TModule>(Func<TModule> build) where TModule : nn.Module
    {
        var before = get_default_device();
        set_default_device(META);
        try
        {
            return build();
        }
        finally
        {
            set_default_device(before);
        }
    }
}
