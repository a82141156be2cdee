using TorchTss.Experiments.Statistics;

namespace TorchTss.Experiments.Tuning;

/// <summary>The winner beside another setting on the same pictures.</summary>
/// <param name="Against">"uniform", or "default" for the host's own ranges.</param>
/// <param name="Metric">By which metric.</param>
/// <param name="Baseline">The mean of the other setting.</param>
/// <param name="Winner">The winner's.</param>
/// <param name="Paired">Winner minus the other, picture by picture.</param>
public sealed record TuningComparison(string Against, string Metric, Interval Baseline, Interval Winner, PairedComparison Paired)
{
    /// <summary>The name of the plain schedule.</summary>
    public const string Uniform = "uniform";

    /// <summary>The name of the host's own ranges.</summary>
    public const string Default = "default";
}
