namespace TorchTss.Metrics.Pixels;

/// <summary>The mean of the structural similarity map of two pictures in grey levels.</summary>
/// <remarks>Wang et al. 2004; only where the window fits. The map is made tile by tile and only its sum is kept.</remarks>
/// <param name="single">Whether the window's weights are rounded to float32.</param>
/// <param name="clamped">Whether contrast and structure below 0 count as 0.</param>
internal sealed class Ssim(bool single, bool clamped)
{
    /// <summary>The side of the window: the smallest picture.</summary>
    public const int Side = 11;

    private const int TileHeight = 64, TileLength = 384;                // about 1 MB of doubles per thread
    private const double C1 = 0.01 * 255 * (0.01 * 255), C2 = 0.03 * 255 * (0.03 * 255);

    private readonly GaussianWindow _window = new(Side, 1.5, single);

    /// <summary>Mean over positions and channels; 1 for a picture and itself.</summary>
    /// <param name="x">A picture.</param>
    /// <param name="y">Another of its size.</param>
    public double Mean(ISamples x, ISamples y)
    {
        var (width, height, tileWidth) = (x.Width - Side + 1, x.Height - Side + 1, TileLength / x.Channels);
        var (across, down) = ((width + tileWidth - 1) / tileWidth, (height + TileHeight - 1) / TileHeight);
        var sums = new double[across * down];
        Parallel.For(0, sums.Length, () => new SsimTile(_window, TileHeight + Side - 1, (tileWidth + Side - 1) * x.Channels), (i, _, tile) =>
        {
            var (top, left) = (i / across * TileHeight, i % across * tileWidth);
            var (rows, columns) = (Math.Min(TileHeight, height - top), Math.Min(tileWidth, width - left));
            tile.Read(x, y, left, top, columns + Side - 1, rows + Side - 1);
            for (var row = 0; row < rows; row++) sums[i] += Sum(tile.Means(row, columns * x.Channels, x.Channels), columns * x.Channels);
            return tile;
        }, _ => { });
        return sums.Sum() / ((double)width * height * x.Channels);
    }

    private double Sum(RowBlock means, int count)
    {
        ReadOnlySpan<double> muX = means[0], muY = means[1], squares = means[2], products = means[3];
        var sum = 0.0;
        for (var i = 0; i < count; i++)
        {
            var (meanProduct, meanSquares) = (muX[i] * muY[i], muX[i] * muX[i] + muY[i] * muY[i]);
            var structure = (2 * (products[i] - meanProduct) + C2) / (squares[i] - meanSquares + C2);                  // cs
            if (clamped) structure = Math.Max(structure, 0);
            sum += structure * (2 * meanProduct + C1) / (meanSquares + C1);
        }
        return sum;
    }
}
