using System.Globalization;
using TorchTss.Experiments.Results;
using TorchTss.Reports.Data;
using TorchTss.Reports.Tables;

namespace TorchTss.Reports.Charts;

/// <summary>A metric against a numeric axis: a line per value of the other axes, an error bar per point.</summary>
internal sealed class LineChart
{
    /// <summary>More lines than this cannot be told apart.</summary>
    public const int MostLines = 12;

    private LineChart(MetricColumn column, string axis, IReadOnlyList<ChartLine> lines, ChartScale x, ChartScale y, IEnumerable<double> points)
    {
        (Column, Axis, Lines) = (column, axis, lines);
        (XTicks, YTicks) = (x.TicksAt(points, room: 30), y.Ticks(5));
    }

    /// <summary>The drawing's size and the edges of its field.</summary>
    public double Width => 340;

    /// <inheritdoc cref="Width"/>
    public double Height => 250;

    /// <inheritdoc cref="Width"/>
    public double Left => 54;

    /// <inheritdoc cref="Width"/>
    public double Right => Width - 12;

    /// <inheritdoc cref="Width"/>
    public double Top => 12;

    /// <inheritdoc cref="Width"/>
    public double Bottom => Height - 46;

    /// <summary>What is drawn.</summary>
    public MetricColumn Column { get; }

    /// <summary>Along the bottom.</summary>
    public string Axis { get; }

    /// <summary>Numbers along the bottom.</summary>
    public IReadOnlyList<ChartTick> XTicks { get; }

    /// <summary>Numbers along the left.</summary>
    public IReadOnlyList<ChartTick> YTicks { get; }

    /// <summary>The lines.</summary>
    public IReadOnlyList<ChartLine> Lines { get; }

    /// <summary>The drawing in words.</summary>
    public string Description => string.Create(CultureInfo.InvariantCulture,
        $"{Column.FullTitle}{(Column.Direction.Length > 0 ? $", {Column.Direction}," : "")} against {Axis}. ")
        + string.Join(" ", Lines.Select(l => l.Marks is [var only] ? $"{l.Label}: {only.Text} at {only.X}."
            : $"{l.Label}: {l.Marks[0].Text} at {l.Marks[0].X} to {l.Marks[^1].Text} at {l.Marks[^1].X}."));

    /// <summary>Draws a column; null when it has no two finite points on the axis.</summary>
    public static LineChart? Of(ReportContext report, int column, string axis)
    {
        var (head, layout) = (report.Results.Columns[column], new LineChart(report.Results.Columns[column], axis, [], _unit, _unit, []));
        var named = LinesOf(report.Data, axis).Take(MostLines)
            .Select(line => (line.Label, Points: Points(report, line.Groups, column, axis))).ToArray();
        var all = named.SelectMany(l => l.Points).ToArray();
        if (all.Select(p => p.At).Distinct().Count() < 2) return null;
        var x = ChartScale.Through([.. all.Select(p => p.At)], layout.Left, layout.Right);
        var y = ChartScale.Around([.. all.SelectMany(p => Ends(p.Estimate))], layout.Bottom, layout.Top);
        // Points of one place stand side by side, so that their bars can be read.
        var apart = Math.Min(5, 22.0 / named.Length);
        ChartLine[] lines =
        [
            .. named.Select((line, i) => new ChartLine(line.Label, i, [.. line.Points.Select(p =>
                ChartMark.Of(p.Text, p.Estimate, head.Decimals, x.At(p.At) + (i - (named.Length - 1) / 2.0) * apart, y))]))
                .Where(l => l.Marks.Count > 0),
        ];
        return new LineChart(head, axis, lines, x, y, all.Select(p => p.At).Distinct());
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

    private static readonly ChartScale _unit = ChartScale.Around([0, 1], 0, 1);

    private static IEnumerable<double> Ends(Estimate e) => e.HasInterval ? [e.Interval.Low, e.Interval.High] : [e.Value];

    private static (double At, string Text, Estimate Estimate)[] Points(ReportContext report, ResultGroup[] groups, int column, string axis) =>
    [
        .. from g in groups
           let estimate = report.Results.Rows.First(r => ReferenceEquals(r.Group, g)).Estimates[column]
           where estimate is not null && double.IsFinite(estimate.Value)
           let at = Numeric(g.Value(axis)!)!.Value
           orderby at
           select (at, g.Value(axis)!, estimate),
    ];

    private static double? Numeric(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;
}
