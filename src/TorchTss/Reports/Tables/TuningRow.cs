using TorchTss.Experiments.Statistics;
using TorchTss.Experiments.Tuning;
using TorchTss.Reports.Data;

namespace TorchTss.Reports.Tables;

/// <summary>The winner of a search beside what it was compared with, by one metric.</summary>
/// <param name="Column">The metric.</param>
/// <param name="IsTuned">Whether it is the one that was tuned for.</param>
/// <param name="Means">Of the others in their order, then the winner's.</param>
/// <param name="Differences">Winner minus each of the others.</param>
internal sealed record TuningRow(
    MetricColumn Column, bool IsTuned, IReadOnlyList<ResultCellText> Means, IReadOnlyList<ComparisonCellText> Differences)
{
    /// <summary>What the winner was compared with.</summary>
    public static IReadOnlyList<string> Others(IEnumerable<TuningComparison> comparisons) =>
        [.. comparisons.Select(c => c.Against).Distinct().Select(a => a == TuningComparison.Uniform ? "uniform sampling" : "host's own ranges")];

    /// <summary>A row per metric, in the order of the search.</summary>
    public static IReadOnlyList<TuningRow> Of(ReportData data, TuningResult search, IEnumerable<TuningComparison> comparisons) =>
    [
        .. from c in comparisons
           group c by c.Metric into same
           let column = ColumnOf(data, same.Key)
           select new TuningRow(
               column,
               same.Key == search.Metric,
               [.. same.Select(c => c.Baseline).Append(same.First().Winner).Select(mean => Mean(mean, column))],
               [.. same.Select(c => ComparisonCellText.Of(new Comparison(new Estimate(c.Paired.Difference, OfSets: false), c.Paired), column))]),
    ];

    /// <summary>A metric of the file.</summary>
    public static MetricColumn ColumnOf(ReportData data, string metric) =>
        data.Metrics.FirstOrDefault(m => m.Name == metric) is { } known ? MetricColumn.Of(known) : MetricColumn.OfPaper(metric);

    private static ResultCellText Mean(Interval mean, MetricColumn column) =>
        ResultCellText.Of(new Estimate(mean, OfSets: false), column, best: false, paper: null);
}
