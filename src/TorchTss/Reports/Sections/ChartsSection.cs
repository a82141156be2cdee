using TorchTss.Reports.Charts;
using TorchTss.Runtime;

namespace TorchTss.Reports.Sections;

/// <summary>The tables as drawings: metrics against the numeric axis, and differences from the baseline.</summary>
[Named("charts", "metrics against steps with intervals, and forest plots of the differences")]
internal sealed class ChartsSection : IReportSection
{
    private const string Bars = "Bars are 95 % bootstrap intervals over pictures.";
    private const string Unequal = "In a search these are different pictures from row to row, mostly fitting ones.";

    public int Place => 50;

    public string Title => "Charts";

    public Html? Render(ReportContext report)
    {
        var (results, comparisons) = (report.Results, report.Comparisons);
        // Means over other pictures side by side would be a ranking of what cannot be ranked.
        var isSearch = report.Data.Search is not null;
        var axis = isSearch ? null : MetricLines.AxisOf(report.Data);
        var columns = Enumerable.Range(0, results.Columns.Count).ToArray();
        LineChart[] lines = axis is null ? [] : [.. columns.Select(c => MetricLines.Of(report, c, axis)).OfType<LineChart>()];
        IntervalChart[] means = lines.Length > 0 || isSearch ? []
            : [.. columns.Select(c => IntervalChart.OfMeans(results, c)).OfType<IntervalChart>()];
        IntervalChart[] forests =
            [.. columns.Take(comparisons.Columns.Count).Select(c => IntervalChart.OfDifferences(comparisons, c)).OfType<IntervalChart>()];
        if (lines.Length + means.Length + forests.Length == 0) return null;
        var longest = lines.MaxBy(l => l.Lines.Count)?.Lines ?? [];
        return HtmlTemplate.Render("charts", new
        {
            Axis = axis ?? "",
            Lines = lines.Select(l => l.Render()).ToArray(),
            Legend = ChartLine.Legend(longest),
            Hidden = axis is null ? 0 : Math.Max(0, MetricLines.LinesOf(report.Data, axis).Count - LineChart.MostLines),
            Intervals = new[]
            {
                new { Title = "By setting", Remark = $"Means over pictures. {Bars}", Charts = means },
                new
                {
                    Title = "Differences from the baseline",
                    Remark = $"{report.Data.Baselines.Rule} {Bars} {(isSearch ? Unequal : "")}".TrimEnd(),
                    Charts = forests,
                },
            }.Where(g => g.Charts.Length > 0).ToArray(),
        });
    }
}
