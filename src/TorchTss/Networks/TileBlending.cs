using TorchTss.Imaging;
using TorchTss.Networks.Tiling;
using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Networks;

/// <summary>Runs a network tile by tile and fades each tile in from its upper and left neighbour, in diffusers' order.</summary>
/// <remarks>AutoencoderKL.tiled_encode and tiled_decode. Neighbours are faded from as they are: blended already, not yet cropped.
/// Besides the result only one tile lives, and of those above and left of it the rows and columns that fade.</remarks>
internal static class TileBlending
{
    /// <summary>The network over a picture of any size.</summary>
    /// <inheritdoc cref="Bands" path="/param"/>
    public static Tensor Run(TileSource source, Func<TileWindow, Tensor> network, Func<long, long> length, int side, int step, int fade, int keep) =>
        TiledBands.Whole(Bands(source, network, length, side, step, fade, keep), Spans(source.Height, length, side, step, keep)[^1].End);

    /// <summary>The same in bands from top to bottom, each as soon as its row of tiles is done.</summary>
    /// <param name="source">The picture.</param>
    /// <param name="network">The answer to one tile of it, [B, ·, ·, ·]; disposed here.</param>
    /// <param name="length">How long a side becomes; tiles that become nothing are left out.</param>
    /// <param name="side">Side of a tile in the picture; tiles at the right and bottom border are what is left there, however little.</param>
    /// <param name="step">From one tile to the next in the picture.</param>
    /// <param name="fade">Rows and columns that are blended in the result.</param>
    /// <param name="keep">Rows and columns of each tile that stay in the result.</param>
    public static IEnumerable<Tensor> Bands(
        TileSource source, Func<TileWindow, Tensor> network, Func<long, long> length, int side, int step, int fade, int keep)
    {
        var (rows, columns) = (Spans(source.Height, length, side, step, keep), Spans(source.Width, length, side, step, keep));
        var above = new Tensor?[columns.Count];
        try
        {
            foreach (var row in rows) yield return Band(source, network, row, columns, above, fade);
        }
        finally
        {
            foreach (var tile in above) tile?.Dispose();
        }
    }

    /// <summary>One row of tiles, and in <paramref name="above"/> its last rows instead of those of the row before; in no scope.</summary>
    private static Tensor Band(TileSource source, Func<TileWindow, Tensor> network, Span row, List<Span> columns, Tensor?[] above, int fade)
    {
        using var scope = NewDisposeScope();
        Tensor? left = null, band = null;
        foreach (var (j, column) in columns.Index())
        {
            var tile = network(new TileWindow(column.From, row.From, column.Side, row.Side));
            if (above[j] is { } upper) Fade(upper, tile, 2, fade);
            if (left is not null) Fade(left, tile, 3, fade);
            band ??= zeros([source.Batch, tile.size(1), row.Kept, columns[^1].End], source.Dtype, source.Device);
            Paste(tile, row, column, band);
            above[j]?.Dispose();
            left?.Dispose();
            (above[j], left) = (End(tile, 2, fade).DetachFromDisposeScope(), End(tile, 3, fade));
            tile.Dispose();
            NativeHeap.Trim();
        }
        return band!.DetachFromDisposeScope();
    }

    private static List<Span> Spans(int whole, Func<long, long> length, int side, int step, int keep)
    {
        var spans = new List<Span>();
        for (var from = 0; from < whole && length(Math.Min(side, whole - from)) > 0; from += step)
        {
            var own = Math.Min(side, whole - from);
            spans.Add(new Span(from, own, spans.Count == 0 ? 0 : spans[^1].End, Math.Min(keep, length(own))));
        }
        return spans.Count > 0 ? spans : throw new ArgumentException($"a side of {whole} is smaller than the network's step");
    }

    private static void Paste(Tensor tile, Span row, Span column, Tensor band)
    {
        using var scope = NewDisposeScope();
        band.narrow(3, column.At, column.Kept).copy_(tile.narrow(2, 0, row.Kept).narrow(3, 0, column.Kept));
    }

    /// <summary>A copy of the last rows (dimension 2) or columns (3).</summary>
    private static Tensor End(Tensor tile, int dimension, int extent)
    {
        using var scope = NewDisposeScope();
        var e = Math.Min(extent, tile.size(dimension));
        return tile.narrow(dimension, tile.size(dimension) - e, e).clone().MoveToOuterDisposeScope();
    }

    /// <summary>Fades <paramref name="from"/> out over the first rows (dimension 2) or columns (3) of <paramref name="to"/>, in place.</summary>
    private static void Fade(Tensor from, Tensor to, int dimension, int extent)
    {
        using var scope = NewDisposeScope();
        var e = Math.Min(Math.Min(from.size(dimension), to.size(dimension)), extent);
        if (e == 0) return;
        var share = arange(e, float64).div_(e).view(dimension == 2 ? [e, 1] : [1, e]);     // y/e
        var (rising, falling) = (share.to(to.dtype, to.device), (1 - share).to(to.dtype, to.device));
        var end = from.narrow(dimension, from.size(dimension) - e, e);
        to.narrow(dimension, 0, e).mul_(rising).add_(end * falling);
    }

    /// <summary>A tile along one axis: where it begins in the picture and its length there, where it goes in the result, how much of it.</summary>
    private readonly record struct Span(int From, int Side, long At, long Kept)
    {
        public long End => At + Kept;
    }
}
