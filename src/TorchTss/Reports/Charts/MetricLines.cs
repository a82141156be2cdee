using System.Globalization;
using TorchTss.Experiments.Results;
using TorchTss.Reports.Data;

namespace TorchTss.Reports.Charts;

/// <summary>A metric against a numeric axis: a line per value of the other axes.</summary>
internal static class MetricLines
{
    /// <summary>Draws a column; null when it has no two finite points on the axis.</summary>
    public static LineChart? Of(ReportContext report, int column, string axis)
    {
        var head = report.Results.Columns[column];
        LineSeries[] lines =
        [
            .. LinesOf(report.Data, axis).Take(LineChart.MostLines)
                .Select(line => new LineSeries(line.Label, Points(report, line.Groups, column, axis))),
        ];
        if (lines.SelectMany(l => l.Points).Select(p => p.X).Distinct().Count() < 2) return null;
        var text = new LineChartText(head.FullTitle, axis, $"{head.Title}{(head.Unit.Length > 0 ? $" ({head.Unit})" : "")}", head.Decimals)
        {
            Arrow = head.Arrow,
            Direction = head.Direction,
        };
        return LineChart.Of(text, lines);
    }

    /// <summary>The axis that is drawn along: steps where they vary, else the first whose values are all numbers; null without one.</summary>
    public static string? AxisOf(ReportData data) => data.Axes.OrderByDescending(a => a == "steps").FirstOrDefault(axis =>
        data.Groups.Select(g => g.Value(axis)).OfType<string>().Distinct().ToArray() is { Length: > 1 } values
            && values.All(v => Numeric(v) is not null));

    /// <summary>The lines: groups that differ on the axis only.</summary>
    public static IReadOnlyList<(string Label, ResultGroup[] Groups)> LinesOf(ReportData data, string axis) =>
    [
        .. from g in data.Groups
           where g.Value(axis) is not null
           group g by string.Join(" ", g.Axes.Where(a => a.Key != axis).Select(a => $"{a.Key}={a.Value}")) into line
           select (line.Key.Length > 0 ? line.Key : "all settings", line.ToArray()),
    ];

    private static LinePoint[] Points(ReportContext report, ResultGroup[] groups, int column, string axis) =>
    [
        .. from g in groups
           let estimate = report.Results.Rows.First(r => ReferenceEquals(r.Group, g)).Estimates[column]
           where estimate is not null && double.IsFinite(estimate.Value)
           let at = Numeric(g.Value(axis)!)!.Value
           orderby at
           select new LinePoint(at, g.Value(axis)!, estimate),
    ];

    private static double? Numeric(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;
}
