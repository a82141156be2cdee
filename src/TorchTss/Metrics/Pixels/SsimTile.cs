namespace TorchTss.Metrics.Pixels;

/// <summary>x, y, x² + y² and xy of one part of two pictures, and their means under a window.</summary>
/// <param name="window">The window.</param>
/// <param name="rows">The most rows that are read.</param>
/// <param name="length">The most numbers per row.</param>
internal sealed class SsimTile(GaussianWindow window, int rows, int length)
{
    private readonly RowBlock[] _signals = [new(rows, length), new(rows, length), new(rows, length), new(rows, length)];
    private readonly RowBlock _means = new(4, length), _scratch = window.Scratch(length);

    /// <summary>Reads a part.</summary>
    public void Read(ISamples x, ISamples y, int left, int top, int columns, int rows)
    {
        for (var row = 0; row < rows; row++)
        {
            Span<double> a = _signals[0][row][..(columns * x.Channels)], b = _signals[1][row][..a.Length];
            x.Read(left, top + row, a);
            y.Read(left, top + row, b);
            Span<double> squares = _signals[2][row], products = _signals[3][row];
            for (var i = 0; i < a.Length; i++) (squares[i], products[i]) = (a[i] * a[i] + b[i] * b[i], a[i] * b[i]);
        }
    }

    /// <summary>Four rows: the means of the four signals where the window's upper edge is at a row of the part.</summary>
    public RowBlock Means(int row, int count, int channels)
    {
        for (var k = 0; k < _signals.Length; k++) window.Sum(_signals[k], row, channels, count, _scratch, _means[k]);
        return _means;
    }
}
