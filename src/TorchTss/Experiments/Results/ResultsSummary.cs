namespace TorchTss.Experiments.Results;

/// <summary>The tables of a results file: a row per group of settings, means with intervals, and every group against its baseline.</summary>
/// <param name="Metrics">Those that could be computed, in the file's order.</param>
/// <param name="Rows">In the order of the settings; groups without a finished cell are left out.</param>
public sealed record ResultsSummary(IReadOnlyList<ResultMetric> Metrics, IReadOnlyList<SummaryRow> Rows)
{
    /// <summary>Reads everything and averages it.</summary>
    public static ResultsSummary Of(ResultsFile file)
    {
        var data = new ResultsData(file);
        ResultMetric[] metrics = [.. data.Metrics.Where(m => m.Problem is null)];
        return new ResultsSummary(metrics, [.. data.Groups.Where(g => data.CellsOf(g).Any()).Select(g => Row(data, g, metrics))]);
    }

    private static SummaryRow Row(ResultsData data, ResultGroup group, ResultMetric[] metrics)
    {
        var baseline = data.Baselines.Of(group);
        if (baseline is not null && !data.CellsOf(baseline).Any()) baseline = null;
        return new SummaryRow(
            group.Label, group.Axes, data.CellsOf(group).DistinctBy(c => c.Input).Count(),
            (from metric in metrics let mean = data.Mean(@group, metric) where mean is not null select (metric.Name, mean.Value)).ToDictionary(),
            data.Seconds(group)!.Value,
            baseline?.Label,
            (from metric in metrics
             let paired = baseline is null ? null : data.Compare(@group, baseline, metric)
             where paired is not null
             select (metric.Name, paired)).ToDictionary());
    }
}
