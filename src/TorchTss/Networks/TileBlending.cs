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
    /// <param name="source">The picture.</param>
    /// <param name="network">The answer to one tile of it, [B, ·, ·, ·]; disposed here.</param>
    /// <param name="length">How long a side becomes; tiles that become nothing are left out.</param>
    /// <param name="side">Side of a tile in the picture; tiles at the right and bottom border are what is left there, however little.</param>
    /// <param name="step">From one tile to the next in the picture.</param>
    /// <param name="fade">Rows and columns that are blended in the result.</param>
    /// <param name="keep">Rows and columns of each tile that stay in the result.</param>
    public static Tensor Run(TileSource source, Func<TileWindow, Tensor> network, Func<long, long> length, int side, int step, int fade, int keep)
    {
        using var scope = NewDisposeScope();
        var (rows, columns) = (Spans(source.Height, length, side, step, keep), Spans(source.Width, length, side, step, keep));
        var above = new Tensor?[columns.Count];
        Tensor? result = null;
        foreach (var row in rows)
        {
            Tensor? left = null;
            for (var j = 0; j < columns.Count; j++)
            {
                var column = columns[j];
                var tile = network(new TileWindow(column.From, row.From, column.Side, row.Side));
                if (above[j] is { } upper) Fade(upper, tile, 2, fade);
                if (left is not null) Fade(left, tile, 3, fade);
                result ??= zeros([source.Batch, tile.size(1), rows[^1].End, columns[^1].End], source.Dtype, source.Device);
                Paste(tile, row, column, result);
                above[j]?.Dispose();
                left?.Dispose();
                (above[j], left) = (End(tile, 2, fade), End(tile, 3, fade));
                tile.Dispose();
                NativeHeap.Trim();
            }
            left?.Dispose();
        }
        if (result is null) throw new ArgumentException($"{source.Width}x{source.Height} is smaller than the network's step");
        return result.MoveToOuterDisposeScope();
    }

    private static List<Span> Spans(int whole, Func<long, long> length, int side, int step, int keep)
    {
        var spans = new List<Span>();
        for (var from = 0; from < whole && length(Math.Min(side, whole - from)) > 0; from += step)
        {
            var own = Math.Min(side, whole - from);
            spans.Add(new Span(from, own, spans.Count == 0 ? 0 : spans[^1].End, Math.Min(keep, length(own))));
        }
        return spans;
    }

    private static void Paste(Tensor tile, Span row, Span column, Tensor result)
    {
        using var scope = NewDisposeScope();
        result.narrow(2, row.At, row.Kept).narrow(3, column.At, column.Kept).copy_(tile.narrow(2, 0, row.Kept).narrow(3, 0, column.Kept));
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
