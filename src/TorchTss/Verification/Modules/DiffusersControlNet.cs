using TorchSharp;
using TorchTss.Networks;
using TorchTss.Runtime;

namespace TorchTss.Verification.Modules;

/// <summary>The ControlNet, on a scalar timestep or a map.</summary>
[Named("diffusers.ControlNetModel", "ControlNet of SD 1.5, 2.1 and XL (diffusers)")]
internal sealed class DiffusersControlNet : IFixtureModule
{
    public torch.nn.Module Build(FixtureCase fixture) => new ControlNet(ControlNetConfig.FromJson(fixture.Config, fixture.ConfigFile()));

    public IReadOnlyDictionary<string, torch.Tensor> Run(FixtureCase fixture, torch.nn.Module? module)
    {
        var network = (ControlNet)module!;
        var sample = fixture.Input("sample", network);
        var hint = network.EmbedHint(fixture.Input("controlnet_cond", network));
        var scale = fixture.Call.TryGetProperty("conditioning_scale", out var given) ? given.GetDouble() : 1;
        var residuals = network.call(sample, fixture.Timesteps(sample, network.Config.Levels), fixture.Conditioning(network), hint, scale);
        var outputs = residuals.Skips.Select((skip, k) => ($"down_block_res_samples.{k}", skip)).ToDictionary();
        outputs["mid_block_res_sample"] = residuals.Middle!;
        return outputs;
    }
}
