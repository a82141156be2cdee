using TorchTss.Metrics;
using TorchTss.Reports.Tables;

namespace TorchTss.Reports.Charts;

/// <summary>Numbers with intervals below each other: a forest plot of differences, or the means of settings.</summary>
internal sealed class IntervalChart
{
    private const double RowHeight = 38, Margin = 12;

    private IntervalChart(
        MetricColumn column, string subject, IReadOnlyList<(string Label, string Verdict, Estimate Estimate)> rows, bool differences)
    {
        (Column, Subject, IsOfDifferences) = (column, subject, differences);
        var ends = rows.SelectMany(r => r.Estimate.HasInterval ? [r.Estimate.Interval.Low, r.Estimate.Interval.High] : new[] { r.Estimate.Value });
        var scale = ChartScale.Around([.. differences ? ends.Append(0) : ends], Left, Right);
        Height = rows.Count * RowHeight + 52;
        Bottom = Height - 44;
        Zero = differences ? scale.At(0) : 0;
        Ticks = scale.Ticks(5);
        Rows = [.. rows.Select((r, i) => new IntervalRow(
            r.Label,
            r.Label.Length > LabelLength ? $"{r.Label[..(LabelLength - 1)]}…" : r.Label,
            differences ? Number.Signed(r.Estimate.Value, column.Decimals) : r.Estimate.Text(column.Decimals),
            r.Estimate.Range(column.Decimals),
            r.Verdict,
            i * RowHeight + 18,
            i * RowHeight + 31,
            scale.At(r.Estimate.Value),
            scale.At(r.Estimate.HasInterval ? r.Estimate.Interval.Low : r.Estimate.Value),
            scale.At(r.Estimate.HasInterval ? r.Estimate.Interval.High : r.Estimate.Value)))];
    }

    private const int LabelLength = 36;

    /// <summary>The drawing's size and the edges of its field.</summary>
    public double Width => 340;

    /// <inheritdoc cref="Width"/>
    public double Height { get; }

    /// <inheritdoc cref="Width"/>
    public double Left => Margin;

    /// <inheritdoc cref="Width"/>
    public double Right => Width - Margin;

    /// <inheritdoc cref="Width"/>
    public double Bottom { get; }

    /// <summary>Where zero is.</summary>
    public double Zero { get; }

    /// <summary>What is drawn.</summary>
    public MetricColumn Column { get; }

    /// <summary>"difference from the baseline".</summary>
    public string Subject { get; }

    /// <summary>Below the numbers.</summary>
    public string AxisLabel => $"{(IsOfDifferences ? "difference" : "mean")}{(Column.Unit.Length > 0 ? $" ({Column.Unit})" : "")}";

    /// <summary>Whether zero means something.</summary>
    public bool IsOfDifferences { get; }

    /// <summary>Which way is better, as an arrow with a word at the side it points to.</summary>
    public string BetterLeft => IsOfDifferences && Column.Traits?.Better == Better.Lower ? "← better" : "";

    /// <inheritdoc cref="BetterLeft"/>
    public string BetterRight => IsOfDifferences && Column.Traits?.Better == Better.Higher ? "better →" : "";

    /// <summary>Numbers along the bottom.</summary>
    public IReadOnlyList<ChartTick> Ticks { get; }

    /// <summary>One per setting.</summary>
    public IReadOnlyList<IntervalRow> Rows { get; }

    /// <summary>The drawing in words.</summary>
    public string Description => $"{Column.FullTitle}, {Subject}. "
        + string.Join(" ", Rows.Select(r => $"{r.Label}: {$"{r.Text} {r.Range}".TrimEnd()}{(r.Verdict.Length > 0 ? $", {r.Verdict}" : "")}."));

    /// <summary>A forest plot; null without a finite difference.</summary>
    public static IntervalChart? OfDifferences(ComparisonTable table, int column) => Of(
        table.Columns[column], "difference from the baseline", differences: true,
        from row in table.Rows let c = row.Comparisons[column] where c is not null select (row.Group.Label, c.Verdict, c.Difference));

    /// <summary>Means of settings; null without two finite ones.</summary>
    public static IntervalChart? OfMeans(ResultTable table, int column) => table.Rows.Count(r => r.Estimates[column] is not null) < 2 ? null : Of(
        table.Columns[column], "mean over pictures", differences: false,
        from row in table.Rows let e = row.Estimates[column] where e is not null select (row.Group.Label, "", e));

    private static IntervalChart? Of(MetricColumn column, string subject, bool differences, IEnumerable<(string, string, Estimate Estimate)> rows)
    {
        var finite = rows.Where(r => double.IsFinite(r.Estimate.Value)).ToArray();
        return finite.Length == 0 ? null : new IntervalChart(column, subject, finite, differences);
    }
}

/// <summary>A row of the chart, in coordinates.</summary>
/// <param name="Label">The setting.</param>
/// <param name="ShortLabel">As much of it as fits.</param>
/// <param name="Text">The number as printed.</param>
/// <param name="Range">Its interval as printed.</param>
/// <param name="Verdict">"better", "worse", "undecided", "no interval"; empty for means.</param>
/// <param name="LabelAt">Baseline of the label.</param>
/// <param name="At">Height of the bar.</param>
/// <param name="Middle">The number.</param>
/// <param name="Low">Low end.</param>
/// <param name="High">High end.</param>
internal sealed record IntervalRow(
    string Label, string ShortLabel, string Text, string Range, string Verdict, double LabelAt, double At, double Middle, double Low, double High);
