using TorchSharp;
using TorchTss.Checkpoints;
using TorchTss.Networks;
using TorchTss.Runtime;

namespace TorchTss.Verification.Modules;

/// <summary>The autoencoder: <c>call.method</c> is <c>encode</c> or <c>decode</c>, <c>call.tiling</c> cuts the input.</summary>
[Named("diffusers.AutoencoderKL", "autoencoder of SD 1.5, 2.1 and XL (diffusers)")]
internal sealed class DiffusersAutoencoder : IFixtureModule
{
    public torch.nn.Module Build(FixtureCase fixture) => new Autoencoder(AutoencoderConfig.Read(fixture.Config));

    public IReadOnlyDictionary<string, torch.Tensor> Run(FixtureCase fixture, torch.nn.Module? module)
    {
        var autoencoder = (Autoencoder)module!;
        var tiles = Tiles(fixture.Call, autoencoder.Config.Tiles);
        var method = fixture.Call.Name("method", "", "encode", "decode");
        if (method.Length == 0) throw fixture.Call.Refusal("method", "is missing, expected encode or decode");
        if (method == "decode")
        {
            return new Dictionary<string, torch.Tensor> { ["sample"] = autoencoder.Decode(fixture.Input("z", autoencoder), tiles) };
        }
        var posterior = autoencoder.Encode(fixture.Input("x", autoencoder), tiles);
        var outputs = new Dictionary<string, torch.Tensor>
        {
            ["mean"] = posterior.Mean,
            ["logvar"] = posterior.LogVariance,
            ["std"] = posterior.Deviation(),
            ["mode"] = posterior.Mean,
        };
        if (fixture.OptionalInput("noise") is not null) outputs["sample"] = posterior.Sample(fixture.Input("noise", autoencoder));
        return outputs;
    }

    private static AutoencoderTiles? Tiles(ConfigReader call, AutoencoderTiles usual)
    {
        var tiles = new AutoencoderTiles(
            call.OptionalCount("tile_sample_min_size") ?? usual.Picture,
            call.OptionalCount("tile_latent_min_size") ?? usual.Latent,
            call.OptionalNumber("tile_overlap_factor") ?? usual.Overlap);
        call.Ignore("slicing");                                 // one item of the batch after the other: the same numbers
        return call.Flag("tiling", false) ? tiles : null;
    }
}
