using TorchTss.Experiments.Statistics;

namespace TorchTss.Experiments.Results;

/// <summary>One line of a table: everything that differs in repetitions only, averaged.</summary>
/// <param name="Group">"steps=7 tss=tds".</param>
/// <param name="Axes">Axis and value, without repetitions.</param>
/// <param name="Pictures">How many pictures have a result.</param>
/// <param name="Scores">By metric: the mean over pictures, each averaged over its repetitions first.</param>
/// <param name="Seconds">Per picture, scoring not counted.</param>
/// <param name="Baseline">The group that it is compared with; null for a baseline itself.</param>
/// <param name="Comparisons">By metric: picture by picture against the baseline.</param>
public sealed record SummaryRow(
    string Group, IReadOnlyList<KeyValuePair<string, string>> Axes, int Pictures, IReadOnlyDictionary<string, Interval> Scores, Interval Seconds,
    string? Baseline, IReadOnlyDictionary<string, PairedComparison> Comparisons);
