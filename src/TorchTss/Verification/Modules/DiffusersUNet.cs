using TorchSharp;
using TorchTss.Networks;
using TorchTss.Runtime;

namespace TorchTss.Verification.Modules;

/// <summary>The UNet, with or without ControlNet residuals, on a scalar timestep or a map.</summary>
[Named("diffusers.UNet2DConditionModel", "UNet of SD 1.5, 2.1 and XL (diffusers)")]
internal sealed class DiffusersUNet : IFixtureModule
{
    public torch.nn.Module Build(FixtureCase fixture) => new UNet(UNetConfig.FromJson(fixture.Config, fixture.ConfigFile()));

    public IReadOnlyDictionary<string, torch.Tensor> Run(FixtureCase fixture, torch.nn.Module? module)
    {
        var unet = (UNet)module!;
        var sample = fixture.Input("sample", unet);
        var middle = fixture.OptionalInput("mid_block_additional_residual") is null ? null : fixture.Input("mid_block_additional_residual", unet);
        var control = new ControlResiduals(fixture.Inputs("down_block_additional_residuals.", unet), middle);
        var output = unet.call(sample, fixture.Timesteps(sample, unet.Config.Levels), fixture.Conditioning(unet), control);
        return new Dictionary<string, torch.Tensor> { ["sample"] = output };
    }
}
