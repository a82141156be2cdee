using MathNet.Numerics.Random;
using MathNet.Numerics.Statistics;

namespace TorchTss.Experiments.Statistics;

/// <summary>The percentile bootstrap of a mean (Efron 1979).</summary>
/// <remarks>The resampling is seeded: the same values give the same interval.</remarks>
public static class Bootstrap
{
    private const int Seed = 20250512;

    /// <summary>The mean of values with its 95 % interval.</summary>
    /// <param name="values">One or more; independent of one another, so one per picture and not one per seed.</param>
    /// <param name="resamples">How often the values are drawn again with replacement.</param>
    /// <exception cref="ArgumentException">No values.</exception>
    public static Interval Mean(IReadOnlyList<double> values, int resamples = 10_000)
    {
        if (values.Count == 0) throw new ArgumentException("a mean needs at least one value", nameof(values));
        var mean = values.Average();
        // Infinite scores (PSNR of equal pictures) have no spread to speak of.
        if (values.Count == 1 || !double.IsFinite(mean)) return new Interval(mean, mean, mean, values.Count);
        double[] sorted = [.. values.Order()];      // whoever asks, in whatever order, is told the same
        var random = new MersenneTwister(Seed);
        var means = new double[resamples];
        for (var r = 0; r < resamples; r++)
        {
            var sum = 0.0;
            for (var i = 0; i < values.Count; i++) sum += sorted[random.Next(sorted.Length)];
            means[r] = sum / values.Count;
        }
        return new Interval(mean, ArrayStatistics.QuantileInplace(means, 0.025), ArrayStatistics.QuantileInplace(means, 0.975), values.Count);
    }
}
