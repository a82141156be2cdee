using TorchSharp;
using TorchTss.Networks.Supir;
using TorchTss.Runtime;

namespace TorchTss.Verification.Modules;

/// <summary>Control network and UNet together, on a scalar timestep or a map.</summary>
[Named("supir.ControlWrapper", "SUPIR's control network and UNet as one")]
internal sealed class SupirControlledUNet : IFixtureModule
{
    public torch.nn.Module Build(FixtureCase fixture) => new ControlledUNet(
        SupirConfig.Read(fixture.Config.Part("control_stage_config")), SupirConfig.Read(fixture.Config.Part("network_config")));

    public IReadOnlyDictionary<string, torch.Tensor> Run(FixtureCase fixture, torch.nn.Module? module)
    {
        var network = (ControlledUNet)module!;
        var (x, hint) = (fixture.Input("x", network), fixture.Input("control", network));
        var given = (fixture.Input("crossattn", network), fixture.Input("vector", network));
        var levels = fixture.SupirTimesteps(x, network.Levels);
        var outputs = network.Features(x, levels, given, hint).Select((feature, k) => ($"control.{k}", feature)).ToDictionary();
        outputs["eps"] = network.call(x, levels, given, hint, fixture.ControlScale(network));
        return outputs;
    }
}
