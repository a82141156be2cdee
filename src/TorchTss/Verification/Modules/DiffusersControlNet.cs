using TorchSharp;
using TorchTss.Networks;
using TorchTss.Runtime;

namespace TorchTss.Verification.Modules;

/// <summary>The ControlNet, on a scalar timestep or a map.</summary>
[Named("diffusers.ControlNetModel", "ControlNet of SD 1.5, 2.1 and XL (diffusers)")]
internal sealed class DiffusersControlNet : IFixtureModule
{
    public torch.nn.Module Build(FixtureCase fixture) => new ControlNet(ControlNetConfig.Read(fixture.Config));

    public IReadOnlyDictionary<string, torch.Tensor> Run(FixtureCase fixture, torch.nn.Module? module)
    {
        var network = (ControlNet)module!;
        var sample = fixture.Input("sample", network);
        var hint = network.EmbedHint(fixture.Input("controlnet_cond", network));
        var scale = fixture.Call.OptionalNumber("conditioning_scale") ?? 1;
        fixture.Call.Only("guess_mode", false);
        var given = fixture.Conditioning(network, network.Config);
        var residuals = network.call(sample, fixture.Timesteps(sample, network.Config.Levels), given, hint, scale);
        var outputs = residuals.Skips.Select((skip, k) => ($"down_block_res_samples.{k}", skip)).ToDictionary();
        outputs["mid_block_res_sample"] = residuals.Middle!;
        return outputs;
    }
}
