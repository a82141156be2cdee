using TorchSharp;
using TorchTss.Checkpoints;
using TorchTss.Networks;
using TorchTss.Networks.Tiling;
using TorchTss.Runtime;

namespace TorchTss.Verification.Modules;

/// <summary>SUPIR's tiles around an encoder or decoder: merged, or fast where the case says so.</summary>
[Named("supir.VAEHook", "SUPIR's tiled autoencoder, exact and fast")]
internal sealed class SupirTiledAutoencoder : IFixtureModule
{
    public torch.nn.Module Build(FixtureCase fixture) => IsDecoder(fixture)
        ? SupirDecoder.Parameters(fixture.Config.Part("ddconfig")).Build() : SupirEncoder.Parameters(fixture.Config.Part("ddconfig")).Build();

    public IReadOnlyDictionary<string, torch.Tensor> Run(FixtureCase fixture, torch.nn.Module? module)
    {
        var ddconfig = fixture.Config.Part("ddconfig");
        var config = LdmAutoencoderConfig.Read(ddconfig);
        if (IsDecoder(fixture))
        {
            using var decoder = SupirDecoder.Parameters(ddconfig).Read(module!);
            return Tiled(fixture, AutoencoderPart.Of(decoder, config), fixture.Input("z", decoder));
        }
        using var encoder = SupirEncoder.Parameters(ddconfig).Read(module!);
        return Tiled(fixture, AutoencoderPart.Of(encoder, config), fixture.Input("x", encoder));
    }

    private static Dictionary<string, torch.Tensor> Tiled(FixtureCase fixture, AutoencoderPart part, torch.Tensor x)
    {
        var tile = fixture.Config.RequiredCount("tile_size");
        using var source = TileSource.Of(x);
        var tiles = PaddedTiles.Split(part, source.Height, source.Width, tile);
        return new()
        {
            ["y"] = Tiling(fixture.Config, part.Enlarges, tile).Run(part, source),
            ["in_bboxes"] = Boxes(tiles.Select(t => t.Cut)),
            ["out_bboxes"] = Boxes(tiles.Select(t => t.Kept)),
        };
    }

    private static IAutoencoderTiling Tiling(ConfigReader config, bool enlarges, int tile)
    {
        config.Ignore("to_gpu");
        var (encoder, decoder, exact) = (config.Flag("fast_encoder", false), config.Flag("fast_decoder", false), config.Flag("color_fix", false));
        return (enlarges ? decoder : encoder)
            ? new FastTiling(new FastTilingOptions { EncoderTile = tile, DecoderTile = tile, ColorFix = exact })
            : new MergedTiling(new PaddedTilingOptions { EncoderTile = tile, DecoderTile = tile });
    }

    private static bool IsDecoder(FixtureCase fixture)
    {
        var enlarges = fixture.Config.Flag("is_decoder", false);
        fixture.Config.Only("net", enlarges ? "Decoder" : "Encoder");
        return enlarges;
    }

    // As the original lists them: x0, x1, y0, y1.
    private static torch.Tensor Boxes(IEnumerable<Imaging.TileWindow> windows) => torch.stack(
        [.. windows.Select(w => torch.tensor(new long[] { w.X, w.X + w.Width, w.Y, w.Y + w.Height }))]);
}
