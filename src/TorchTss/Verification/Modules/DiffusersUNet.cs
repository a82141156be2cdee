using TorchSharp;
using TorchTss.Networks;
using TorchTss.Runtime;

namespace TorchTss.Verification.Modules;

/// <summary>The UNet, with or without ControlNet residuals, on a scalar timestep or a map.</summary>
[Named("diffusers.UNet2DConditionModel", "UNet of SD 1.5, 2.1 and XL (diffusers)")]
internal sealed class DiffusersUNet : IFixtureModule
{
    public torch.nn.Module Build(FixtureCase fixture) => new UNet(UNetConfig.Read(fixture.Config));

    public IReadOnlyDictionary<string, torch.Tensor> Run(FixtureCase fixture, torch.nn.Module? module)
    {
        var unet = (UNet)module!;
        var sample = fixture.Input("sample", unet);
        var middle = fixture.OptionalInput("mid_block_additional_residual") is null ? null : fixture.Input("mid_block_additional_residual", unet);
        var skips = fixture.Inputs("down_block_additional_residuals.", unet);
        var expected = Trunk.SkipChannels(unet.Config).Count();
        if (skips.Count != (middle is null ? 0 : expected))
        {
            throw new UserException($"{fixture.Name}: {skips.Count} in.down_block_additional_residuals and {(middle is null ? "no" : "one")} "
                + $"in.mid_block_additional_residual, expected {expected} and one, or none of either");
        }
        var given = fixture.Conditioning(unet, unet.Config);
        var output = unet.call(sample, fixture.Timesteps(sample, unet.Config.Levels), given, new ControlResiduals(skips, middle));
        return new Dictionary<string, torch.Tensor> { ["sample"] = output };
    }
}
