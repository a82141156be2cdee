using TorchTss.Imaging;
using static TorchSharp.torch;

namespace TorchTss.Networks.Tiling;

/// <summary>Tiles that see some of their neighbours and keep only their own part of the result.</summary>
internal static class PaddedTiles
{
    /// <summary>Side of a tile without its padding; where tiles fade, a whole number of latent positions.</summary>
    public static int Side(AutoencoderPart part, PaddedTilingOptions options) =>
        options.Fade == 0 || part.Enlarges ? part.Side(options) : part.Side(options) / part.Factor * part.Factor;

    /// <summary>Whether one tile of this side covers all of a picture.</summary>
    public static bool Cover(AutoencoderPart part, TileSource source, int side) => Math.Max(source.Height, source.Width) <= side + 2 * part.Padding;

    /// <summary>Where tiles are cut, row by row, and which part of their answers is kept where.</summary>
    /// <param name="part">The network.</param>
    /// <param name="height">H.</param>
    /// <param name="width">W.</param>
    /// <param name="tile">Side of a tile without its padding.</param>
    /// <returns>The tile in the picture; its part of the result, in the result.</returns>
    public static IReadOnlyList<(TileWindow Cut, TileWindow Kept)> Split(AutoencoderPart part, int height, int width, int tile)
    {
        var columns = PaddedSpan.Split(width, tile, part.Padding);
        return
        [
            .. from y in PaddedSpan.Split(height, tile, part.Padding)
               from x in columns
               select (Window(x.From, x.To, y.From, y.To),
                   Window(part.Length(x.KeptFrom), part.Length(x.KeptTo), part.Length(y.KeptFrom), part.Length(y.KeptTo))),
        ];
    }

    /// <summary>All tiles, from norm to norm; each goes as far as the statistics are known, then those of the next norm are averaged over all.</summary>
    /// <param name="part">The network.</param>
    /// <param name="source">The picture.</param>
    /// <param name="options">Sides of tiles without their padding, and how they fade.</param>
    /// <param name="known">Statistics of the first norms. With those of all, a tile is done and gone before the next begins.</param>
    public static Tensor Run(AutoencoderPart part, TileSource source, PaddedTilingOptions options, IReadOnlyList<NormStatistics> known)
    {
        using var scope = NewDisposeScope();
        var result = part.Room(source);
        var tiles = Split(part, source.Height, source.Width, Side(part, options));
        var fade = (int)part.Length(options.Fade * (part.Enlarges ? 1 : part.Factor));
        var (walks, statistics) = (new NormWalk?[tiles.Count], known.ToList());
        for (var done = 0; done < tiles.Count;)
        {
            var average = new NormAverage();
            for (var i = 0; i < tiles.Count; i++)
            {
                var walk = walks[i] ??= new NormWalk(part.Steps, part.Cut(source, tiles[i].Cut));
                if (walk.Advance(statistics) is { } norm)
                {
                    using var own = NormStatistics.Of(norm, walk.X);
                    average.Add(own, walk.X.size(2) * walk.X.size(3));
                    continue;
                }
                Paste(part, walk.X, tiles[i].Cut, tiles[i].Kept, result, fade);
                walk.X.Dispose();
                walks[i] = null;
                done++;
            }
            if (done < tiles.Count) statistics.Add(average.Result());
        }
        return result.MoveToOuterDisposeScope();
    }

    private static void Paste(AutoencoderPart part, Tensor answer, TileWindow cut, TileWindow kept, Tensor result, int fade)
    {
        using var scope = NewDisposeScope();
        var rows = PastedSpan.Of(part.Length(cut.Y), answer.size(2), kept.Y, kept.Height, result.size(2), fade);
        var columns = PastedSpan.Of(part.Length(cut.X), answer.size(3), kept.X, kept.Width, result.size(3), fade);
        var place = result.narrow(2, rows.To, rows.Length).narrow(3, columns.To, columns.Length);
        var own = answer.narrow(2, rows.From, rows.Length).narrow(3, columns.From, columns.Length);
        if (fade == 0) place.copy_(own);
        else place.add_((own * rows.Share().view(-1, 1).to(own) * columns.Share().to(own)).to(place));
    }

    private static TileWindow Window(long left, long right, long top, long bottom) => new((int)left, (int)top, (int)(right - left), (int)(bottom - top));
}
