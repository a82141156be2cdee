using TorchTss.Networks;
using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Verification.Modules;

/// <summary>ControlNet, then UNet, on the bundled weights.</summary>
[Named("tiny.Step", "the bundled host's ControlNet and UNet on zero text states")]
internal sealed class TinyStepModule : IFixtureModule
{
    public IReadOnlyDictionary<string, Tensor> Run(FixtureCase fixture, nn.Module? module)
    {
        using var host = TinyFixture.Open();
        var (unet, controlNet, shape) = (host.Model.UNet, host.Model.ControlNet, host.Model.Configs.UNet);
        var settings = TinyFixture.Settings(fixture, host.Profile);
        var x = fixture.Input("sample");
        var rule = Catalog<ILevelMap>.Create(settings.Tss.LevelMap, "level_map");
        var levels = new TimestepMap(fixture.Input("timestep"), rule).Levels(x.size(2), x.size(3), shape.Levels);
        var given = new Conditioning(zeros([x.size(0), 1, shape.ContextChannels[0]]));
        var control = controlNet.Use(n => n.call(x, levels, given, n.EmbedHint(fixture.Input("controlnet_cond")), settings.ControlScale!.Value));
        return new Dictionary<string, Tensor> { ["mid"] = control.Middle!.clone(), ["sample"] = unet.Use(n => n.call(x, levels, given, control)) };
    }
}
