namespace TorchTss.Schedules.StepOptim;

/// <summary>A noise table at every time t = (index + 1)/1000, in λ = ln(α/σ): ln α is linear between entries and beyond the ends.</summary>
/// <remarks>DPM-Solver's NoiseScheduleVP of kind "discrete", which the step optimisation counts in. σ of an EDM sampler is e^−λ.</remarks>
internal sealed class ContinuousTime
{
    private readonly double[] _times, _logAlphas;

    /// <summary>The continuous side of a table.</summary>
    public ContinuousTime(NoiseTable table)
    {
        _times = [.. Enumerable.Range(1, table.Count).Select(i => (double)i / table.Count)];
        _logAlphas = [.. table.AlphaBars.Select(a => Math.Log(a) / 2)];
    }

    /// <summary>λ at a time.</summary>
    public double LambdaOf(double time)
    {
        var logAlpha = Interpolated(_times, _logAlphas, time);
        return logAlpha - Math.Log(1 - Math.Exp(2 * logAlpha)) / 2;
    }

    /// <summary>The time of a λ.</summary>
    public double TimeOf(double lambda)
    {
        var logAlpha = -Math.Log(1 + Math.Exp(-2 * lambda)) / 2;
        return Interpolated(_logAlphas, _times, logAlpha);
    }

    /// <summary>Piecewise linear; the outermost pieces go on.</summary>
    /// <param name="x">Rising or falling throughout.</param>
    /// <param name="y">Values at x.</param>
    /// <param name="at">Where.</param>
    private static double Interpolated(double[] x, double[] y, double at)
    {
        var found = x[0] < x[^1] ? Array.BinarySearch(x, at) : Array.BinarySearch(x, at, Comparer<double>.Create((a, b) => b.CompareTo(a)));
        if (found >= 0) return y[found];
        var low = Math.Clamp(~found - 1, 0, x.Length - 2);
        return y[low] + (at - x[low]) * (y[low + 1] - y[low]) / (x[low + 1] - x[low]);
    }
}
