using System.Text.Json;
using TorchSharp;
using TorchTss.Networks;
using TorchTss.Runtime;

namespace TorchTss.Verification.Modules;

/// <summary>The autoencoder: <c>call.method</c> is <c>encode</c> or <c>decode</c>, <c>call.tiling</c> cuts the input.</summary>
[Named("diffusers.AutoencoderKL", "autoencoder of SD 1.5, 2.1 and XL (diffusers)")]
internal sealed class DiffusersAutoencoder : IFixtureModule
{
    public torch.nn.Module Build(FixtureCase fixture) => new Autoencoder(AutoencoderConfig.FromJson(fixture.Config, fixture.ConfigFile()));

    public IReadOnlyDictionary<string, torch.Tensor> Run(FixtureCase fixture, torch.nn.Module? module)
    {
        var autoencoder = (Autoencoder)module!;
        var tiles = Tiles(fixture.Call, autoencoder.Config.Tiles);
        if (fixture.Call.GetProperty("method").GetString() == "decode")
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

    private static AutoencoderTiles? Tiles(JsonElement call, AutoencoderTiles usual)
    {
        if (!call.TryGetProperty("tiling", out var tiling) || !tiling.GetBoolean()) return null;
        return new AutoencoderTiles(
            call.TryGetProperty("tile_sample_min_size", out var picture) ? picture.GetInt32() : usual.Picture,
            call.TryGetProperty("tile_latent_min_size", out var latent) ? latent.GetInt32() : usual.Latent,
            call.TryGetProperty("tile_overlap_factor", out var overlap) ? overlap.GetDouble() : usual.Overlap);
    }
}
