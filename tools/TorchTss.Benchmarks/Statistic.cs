namespace TorchTss.Benchmarks;

/// <summary>Median and minimum of some measurements.</summary>
internal readonly record struct Statistic(double Median, double Minimum)
{
    public static Statistic Of(IReadOnlyCollection<double> values)
    {
        var sorted = values.Order().ToArray();
        return new Statistic((sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2, sorted[0]);
    }
}
