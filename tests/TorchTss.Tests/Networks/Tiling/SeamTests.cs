using TorchTss.Networks;
using TorchTss.Networks.Tiling;
using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Tests.Networks.Tiling;

/// <summary>On a smooth gradient, what tiles change must not change faster at their borders than elsewhere.</summary>
public sealed class SeamTests
{
    private const int Latent = 40, Tile = 16;
    private const double Visible = 1.5;

    private static readonly AutoencoderConfig _config = new() { Channels = [16, 16, 32, 32], Groups = 8, Layers = 1 };
    private static readonly AutoencoderConfig _withoutAttention = _config with { MiddleAttention = false };

    [Test]
    public void Tiles_that_fade_leave_no_step([Values("overlap", "merged:fade=4", "fast:fade=4")] string kind, [Values] bool decoder) =>
        Assert.That(Seam(kind, decoder, _config), Is.LessThan(Visible));

    [Test]
    public void Padded_tiles_leave_no_step_but_that_of_the_attention([Values("merged", "fast")] string kind, [Values] bool decoder)
    {
        Assert.That(Seam(kind, decoder, _withoutAttention), Is.LessThan(Visible));
        Assert.That(Seam(kind, decoder, _config), Is.GreaterThan(Visible));
    }

    [Test] // or the measure would see nothing at all
    public void Tiles_without_padding_or_fade_do_leave_a_step([Values("overlap", "merged", "fast")] string kind, [Values] bool decoder) =>
        Assert.That(Seam(kind, decoder, _withoutAttention, bare: true), Is.GreaterThan(Visible));

    /// <summary>Of what tiling changes: the largest step across a tile border, in steps as they are elsewhere.</summary>
    private static double Seam(string kind, bool decoder, AutoencoderConfig config, bool bare = false)
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        using nn.Module network = decoder ? Toy.Filled(new Decoder(config)) : Toy.Filled(new Encoder(config));
        var padding = bare ? 0 : decoder ? 11 : 32;
        var part = network is Decoder d ? AutoencoderPart.Of(d, config, padding) : AutoencoderPart.Of((Encoder)network, config, padding);
        var side = decoder ? Latent : Latent * config.Factor;
        using var source = TileSource.Of(Gradient(decoder ? 4 : 3, side));
        var (tiled, borders) = kind == "overlap" ? Blended(part, source, bare) : Padded(part, source, kind);
        var change = tiled - part.Whole(source);
        var width = change.size(3) - 1;
        var steps = (change.narrow(3, 1, width) - change.narrow(3, 0, width)).abs().mean([0, 1, 2]).data<float>().ToArray();
        var elsewhere = steps.Where((_, x) => !borders.Contains(x + 1)).Average();
        TestContext.Out.WriteLine(FormattableString.Invariant($"{borders.Max(x => steps[x - 1]) / elsewhere:F2} of {borders.Count} borders"));
        return borders.Max(x => steps[x - 1]) / elsewhere;
    }

    private static (Tensor, IReadOnlyCollection<int>) Padded(AutoencoderPart part, TileSource source, string kind)
    {
        var tile = part.Enlarges ? Tile : Tile * part.Factor;
        var tiling = Catalog<IAutoencoderTiling>.Create(
            $"{kind}{(kind.Contains(':', StringComparison.Ordinal) ? "," : ":")}encoder-tile={Tile * part.Factor},decoder-tile={Tile}", "kind");
        var tiles = PaddedTiles.Split(part, source.Height, source.Width, tile);
        return (tiling.Run(part, source), [.. tiles.Select(t => t.Kept.X).Where(x => x > 0).Distinct()]);
    }

    private static (Tensor, IReadOnlyCollection<int>) Blended(AutoencoderPart part, TileSource source, bool bare)
    {
        var keep = (part.Enlarges ? Tile * part.Factor : Tile) * (bare ? 4 : 3) / 4;
        var borders = Enumerable.Range(1, Latent).Select(j => j * keep).TakeWhile(x => x < part.Length(source.Width)).ToArray();
        if (!bare) return (new OverlapTiling(new TilingOptions { EncoderTile = Tile * part.Factor, DecoderTile = Tile }).Run(part, source), borders);
        var side = part.Enlarges ? Tile : Tile * part.Factor;
        return (TileBlending.Run(source, w => part.Call(source, w), part.Length, side, step: side, fade: 0, keep), borders);
    }

    private static Tensor Gradient(int channels, int side)
    {
        using var scope = NewDisposeScope();
        var (x, c) = (linspace(-1, 1, side, float32), linspace(-1, 1, channels, float32).view(-1, 1, 1));
        var y = x.view(-1, 1);
        return (x * 0.5 + y * 0.4 * c + 0.1 * c).unsqueeze(0).contiguous().MoveToOuterDisposeScope();
    }
}
