using System.Numerics;
using System.Runtime.InteropServices;

namespace TorchTss.Metrics.Pixels;

/// <summary>A square Gaussian window whose weights add up to 1, and the weighted sums under it.</summary>
/// <remarks>Matlab's fspecial('gaussian'). Weights rounded to float32 are no product of two rows of weights any more,
/// so the window is used as a square; only rows at equal distance from its middle are added first.</remarks>
internal sealed class GaussianWindow
{
    private readonly double[] _weights;

    /// <param name="size">Its side, odd.</param>
    /// <param name="sigma">σ.</param>
    /// <param name="single">Whether the weights are rounded to float32 after they are made, as pyiqa stores them.</param>
    public GaussianWindow(int size, double sigma, bool single)
    {
        var middle = size / 2;
        var offsets = Enumerable.Range(-middle, size).ToArray();
        double[] raw = [.. from i in offsets from j in offsets select Math.Exp(-(i * i + j * j) / (2 * sigma * sigma))];
        var sum = raw.Sum();
        (Size, _weights) = (size, [.. raw.Select(w => single ? (float)(w / sum) : w / sum)]);
    }

    /// <summary>Its side.</summary>
    public int Size { get; }

    /// <summary>The weight at a row and column, counted from a corner.</summary>
    public double this[int row, int column] => _weights[row * Size + column];

    /// <summary>A block for <see cref="Sum"/> to work in.</summary>
    /// <param name="length">Numbers per row of its source.</param>
    public RowBlock Scratch(int length) => new(Size / 2 + 1, length);

    /// <summary>Σ w·s for every place of the window along some rows.</summary>
    /// <param name="source">The numbers.</param>
    /// <param name="first">The uppermost row under the window.</param>
    /// <param name="stride">From one column of the window to the next: the channels that stand side by side.</param>
    /// <param name="count">How many places; the last one ends with the last number of a row.</param>
    /// <param name="scratch">From <see cref="Scratch"/>.</param>
    /// <param name="sums">A row of a block.</param>
    public void Sum(RowBlock source, int first, int stride, int count, RowBlock scratch, Span<double> sums)
    {
        var middle = Size / 2;
        for (var i = 0; i < middle; i++) Add(source[first + i], source[first + Size - 1 - i], scratch[i]);
        source[first + middle].CopyTo(scratch[middle]);

        var width = Vector<double>.Count;
        for (var x = 0; x < count; x += RowBlock.Step)
        {
            var (a, b, c, d) = (Vector<double>.Zero, Vector<double>.Zero, Vector<double>.Zero, Vector<double>.Zero);
            for (var i = 0; i <= middle; i++)
            {
                var row = scratch[i][x..];
                for (var j = 0; j < Size; j++)
                {
                    var weight = new Vector<double>(_weights[i * Size + j]);
                    var from = MemoryMarshal.Cast<double, Vector<double>>(row.Slice(j * stride, RowBlock.Step));
                    a += weight * from[0];
                    b += weight * from[1];
                    c += weight * from[2];
                    d += weight * from[3];
                }
            }
            a.CopyTo(sums[x..]);
            b.CopyTo(sums[(x + width)..]);
            c.CopyTo(sums[(x + 2 * width)..]);
            d.CopyTo(sums[(x + 3 * width)..]);
        }
    }

    private static void Add(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> sum)
    {
        for (var x = 0; x < sum.Length; x += Vector<double>.Count) (new Vector<double>(a[x..]) + new Vector<double>(b[x..])).CopyTo(sum[x..]);
    }
}
