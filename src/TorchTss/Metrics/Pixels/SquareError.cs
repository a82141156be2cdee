namespace TorchTss.Metrics.Pixels;

/// <summary>The mean square difference of two pictures.</summary>
internal static class SquareError
{
    /// <summary>Mean over pixels and channels, summed in float64, row by row.</summary>
    /// <param name="x">A picture.</param>
    /// <param name="y">Another of its size.</param>
    /// <param name="single">Whether differences and squares are float32: one grey level near white then differs from one near black.</param>
    public static double Mean(ISamples x, ISamples y, bool single)
    {
        var length = x.Width * x.Channels;
        var sums = new double[x.Height];
        Parallel.For(0, x.Height, () => (X: new double[length], Y: new double[length]), (row, _, buffers) =>
        {
            x.Read(0, row, buffers.X);
            y.Read(0, row, buffers.Y);
            sums[row] = single ? Single(buffers.X, buffers.Y) : Double(buffers.X, buffers.Y);
            return buffers;
        }, _ => { });
        return sums.Sum() / ((double)length * x.Height);
    }

    private static double Double(double[] x, double[] y)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            var difference = x[i] - y[i];
            sum += difference * difference;
        }
        return sum;
    }

    private static double Single(double[] x, double[] y)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            var difference = (float)x[i] - (float)y[i];
            sum += difference * difference;
        }
        return sum;
    }
}
