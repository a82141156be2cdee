using System.Numerics;
using TorchTss.Metrics.Pixels;

namespace TorchTss.Metrics.Niqe;

/// <summary>Mean-subtracted, contrast-normalised coefficients of one square block: (x − μ) / (σ + 1) with μ and σ under a Gaussian window.</summary>
/// <typeparam name="T">The dtype between the window's sums, which are float64.</typeparam>
/// <param name="window">7×7.</param>
/// <param name="largest">The largest block.</param>
/// <param name="epsilon">What is added to the variance.</param>
internal sealed class BlockContrast<T>(GaussianWindow window, int largest, T epsilon) where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly RowBlock _values = new(largest + window.Size - 1, largest + window.Size - 1);
    private readonly RowBlock _squares = new(largest + window.Size - 1, largest + window.Size - 1);
    private readonly RowBlock _scratch = window.Scratch(largest + window.Size - 1);
    private readonly RowBlock _means = new(2, largest + window.Size - 1);

    /// <summary>Normalises one block; beyond the plane its edge is repeated.</summary>
    /// <param name="plane">The plane.</param>
    /// <param name="scale">What its numbers are multiplied with first.</param>
    /// <param name="left">The block's left edge.</param>
    /// <param name="top">Its upper edge.</param>
    /// <param name="side">Its side.</param>
    /// <param name="block">side·side coefficients.</param>
    public void Normalize(Plane plane, T scale, int left, int top, int side, Span<T> block)
    {
        var border = window.Size / 2;
        for (var y = 0; y < side + 2 * border; y++)
        {
            var row = plane[Math.Clamp(top + y - border, 0, plane.Height - 1)];
            Span<double> values = _values[y], squares = _squares[y];
            for (var x = 0; x < side + 2 * border; x++)
            {
                var value = T.CreateTruncating(row[Math.Clamp(left + x - border, 0, plane.Width - 1)]) * scale;
                (values[x], squares[x]) = (double.CreateTruncating(value), double.CreateTruncating(value * value));
            }
        }
        Span<double> means = _means[0], meanSquares = _means[1];
        for (var y = 0; y < side; y++)
        {
            window.Sum(_values, y, 1, side, _scratch, means);
            window.Sum(_squares, y, 1, side, _scratch, meanSquares);
            var middle = _values[y + border][border..];
            for (var x = 0; x < side; x++)
            {
                var mu = T.CreateTruncating(means[x]);
                var sigma = T.Sqrt(T.Abs(T.CreateTruncating(meanSquares[x]) - mu * mu) + epsilon);
                block[y * side + x] = (T.CreateTruncating(middle[x]) - mu) / (sigma + T.One);
            }
        }
    }
}
