using TorchTss.Imaging;
using TorchTss.Runtime;
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

    /// <summary>The answer in bands. All tiles go from norm to norm until the statistics of all are known; then they end, one row of tiles after another.</summary>
    /// <param name="part">The network.</param>
    /// <param name="source">The picture.</param>
    /// <param name="options">Sides of tiles without their padding, and how they fade.</param>
    /// <param name="known">Statistics of the first norms, in no scope; disposed here. With those of all, a tile is done and gone before the next begins.</param>
    public static IEnumerable<Tensor> Bands(AutoencoderPart part, TileSource source, PaddedTilingOptions options, List<NormStatistics> known)
    {
        var tiles = Split(part, source.Height, source.Width, Side(part, options));
        var walks = new NormWalk?[tiles.Count];
        var rows = new PaddedRows(part, source, (int)part.Length(options.Fade * (part.Enlarges ? 1 : part.Factor)));
        try
        {
            while (known.Count < part.Norms) known.Add(Average(part, source, tiles, walks, known));
            foreach (var row in tiles.Index().GroupBy(t => t.Item.Kept.Y))
            {
                foreach (var (i, (cut, kept)) in row)
                {
                    End(i, cut, kept);
                    NativeHeap.Trim();
                }
                yield return rows.Finish();
            }
        }
        finally
        {
            rows.Dispose();
            foreach (var walk in walks) walk?.Dispose();
            foreach (var statistics in known) statistics.Dispose();
        }

        void End(int i, TileWindow cut, TileWindow kept)
        {
            using var scope = NewDisposeScope();
            using var walk = walks[i] ?? new NormWalk(part.Steps, part.Cut(source, cut));
            walks[i] = null;
            walk.Advance(known);
            rows.Paste(walk.X, cut, kept);
        }
    }

    /// <summary>All tiles up to the first norm that is not known, and what they have there on average; in no scope.</summary>
    private static NormStatistics Average(
        AutoencoderPart part, TileSource source, IReadOnlyList<(TileWindow Cut, TileWindow Kept)> tiles, NormWalk?[] walks, List<NormStatistics> known)
    {
        using var scope = NewDisposeScope();
        var average = new NormAverage();
        for (var i = 0; i < tiles.Count; i++)
        {
            var walk = walks[i] ??= new NormWalk(part.Steps, part.Cut(source, tiles[i].Cut));
            var norm = walk.Advance(known)!;
            walk.Detach();
            using var statistics = NormStatistics.Of(norm, walk.X);
            average.Add(statistics, walk.X.size(2) * walk.X.size(3));
        }
        return average.Result().Detached();
    }

    private static TileWindow Window(long left, long right, long top, long bottom) =>
        new((int)left, (int)top, (int)(right - left), (int)(bottom - top));
}
