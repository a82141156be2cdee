using TorchTss.Experiments.Statistics;

namespace TorchTss.Reports.Tables;

/// <summary>A number of a table: a mean with its interval, or a distance between sets without one.</summary>
/// <param name="Interval">Mean, interval, how many pictures.</param>
/// <param name="OfSets">Whether the number is a distance between sets.</param>
internal sealed record Estimate(Interval Interval, bool OfSets)
{
    /// <summary>The number.</summary>
    public double Value => Interval.Mean;

    /// <summary>Whether the interval says anything: one picture and an infinite mean have none.</summary>
    public bool HasInterval => !OfSets && Interval.Count > 1 && double.IsFinite(Interval.Low) && double.IsFinite(Interval.High);

    /// <summary>"3.86".</summary>
    public string Text(int decimals) => Number.Fixed(Value, decimals);

    /// <summary>"[3.61, 4.12]"; empty without interval.</summary>
    public string Range(int decimals) => HasInterval ? Number.Range(Interval.Low, Interval.High, decimals) : "";
}
