using TorchTss.Imaging;
using static TorchSharp.torch;

namespace TorchTss.Networks.Tiling;

/// <summary>Tiles that see some of their neighbours and keep only their own part of the result.</summary>
internal static class PaddedTiles
{
    /// <summary>Whether one tile covers all of a picture.</summary>
    public static bool Cover(AutoencoderPart part, TileSource source, int tile) => Math.Max(source.Height, source.Width) <= tile + 2 * part.Padding;

    /// <summary>Where tiles are cut, row by row, and which part of their answers is kept where.</summary>
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
    /// <param name="tile">Side of a tile without its padding.</param>
    /// <param name="known">Statistics of the first norms. With those of all, a tile is done and gone before the next begins.</param>
    public static Tensor Run(AutoencoderPart part, TileSource source, int tile, IReadOnlyList<NormStatistics> known)
    {
        using var scope = NewDisposeScope();
        var result = part.Room(source);
        var tiles = Split(part, source.Height, source.Width, tile);
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
                Paste(part, walk.X, tiles[i].Cut, tiles[i].Kept, result);
                walk.X.Dispose();
                walks[i] = null;
                done++;
            }
            if (done < tiles.Count) statistics.Add(average.Result());
        }
        return result.MoveToOuterDisposeScope();
    }

    private static void Paste(AutoencoderPart part, Tensor answer, TileWindow cut, TileWindow kept, Tensor result)
    {
        using var scope = NewDisposeScope();
        var y = Start(answer.size(2), part.Length(cut.Y), kept.Y, kept.Height);
        var x = Start(answer.size(3), part.Length(cut.X), kept.X, kept.Width);
        result.narrow(2, kept.Y, kept.Height).narrow(3, kept.X, kept.Width)
            .copy_(answer.narrow(2, y, kept.Height).narrow(3, x, kept.Width));
    }

    // A tile that does not begin at a multiple of f can be one position short at its end.
    private static long Start(long found, long begin, long kept, long length) => Math.Min(kept - begin, found - length);

    private static TileWindow Window(long left, long right, long top, long bottom) => new((int)left, (int)top, (int)(right - left), (int)(bottom - top));
}
