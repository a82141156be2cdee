using TorchSharp;
using TorchTss.Networks;
using TorchTss.Networks.Supir;
using TorchTss.Networks.Tiling;
using TorchTss.Runtime;

namespace TorchTss.Verification.Modules;

/// <summary>SUPIR's autoencoder as it uses it: the denoised latent, its picture, and that picture's latent.</summary>
[Named("supir.SUPIRModel.first_stage", "SUPIR's autoencoder with both encoders")]
internal sealed class SupirFirstStage : IFixtureModule
{
    private const string Prefix = "first_stage_model.";

    public torch.nn.Module Build(FixtureCase fixture) => Parameters(fixture).Build();

    public IReadOnlyDictionary<string, torch.Tensor> Run(FixtureCase fixture, torch.nn.Module? module)
    {
        using var autoencoder = Parameters(fixture).Read(module!);
        fixture.Call.Ignore("calls");                           // says what is computed here
        var scale = fixture.Config.Number("scale_factor", 1);
        using var picture = TileSource.Of(fixture.Input("x", autoencoder));
        var latent = autoencoder.EncodeDenoised(picture, tiling: null).Mean * scale;
        using var unscaled = TileSource.Of(latent / scale);
        var stage1 = autoencoder.Decode(unscaled, tiling: null);
        using var again = TileSource.Of(stage1);
        var posterior = autoencoder.Encode(again, tiling: null);
        return new Dictionary<string, torch.Tensor>
        {
            ["z_lq"] = latent,
            ["x_stage1"] = stage1,
            ["z_stage1"] = posterior.Sample(fixture.Input("noise.0", autoencoder)) * scale,
        };
    }

    private static LdmAutoencoderParameters<SupirAutoencoder> Parameters(FixtureCase fixture)
    {
        var stage = fixture.Config.Part("first_stage_config");
        var ddconfig = stage.Part("ddconfig");
        ddconfig.Only("double_z", true);
        var config = LdmAutoencoderConfig.Read(ddconfig) with { EmbeddedChannels = stage.RequiredCount("embed_dim") };
        return new(() => new SupirAutoencoder(config), prefix: Prefix);
    }
}
