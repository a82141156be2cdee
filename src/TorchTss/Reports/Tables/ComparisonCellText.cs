using System.Globalization;

namespace TorchTss.Reports.Tables;

/// <summary>A difference as a cell of a table shows it.</summary>
/// <param name="Text">"−0.42"; "–" without one.</param>
/// <param name="Range">"[−0.61, −0.20]" or empty.</param>
/// <param name="Sort">Every digit; empty sorts last.</param>
/// <param name="Verdict">"better", "worse", "undecided", "no interval"; empty without a difference.</param>
/// <param name="Sign">The same as a sign.</param>
/// <param name="Counts">Pictures, better : worse and, where there are any, equal; empty for a metric of sets.</param>
/// <param name="CountsInWords">The same in words.</param>
internal sealed record ComparisonCellText(string Text, string Range, string Sort, string Verdict, string Sign, string Counts, string CountsInWords)
{
    /// <summary>With the decimals of the metric.</summary>
    public static ComparisonCellText Of(Comparison? comparison, MetricColumn column) => comparison is null ? new("–", "", "", "", "", "", "") : new(
        Number.Signed(comparison.Difference.Value, column.Decimals),
        comparison.Difference.Range(column.Decimals),
        Number.Raw(comparison.Difference.Value),
        comparison.Verdict,
        comparison.Sign,
        comparison.Counts,
        comparison.Paired is not { } paired ? "" : string.Create(
            CultureInfo.InvariantCulture, $"better on {paired.Wins}, worse on {paired.Losses}, equal on {paired.Ties} pictures"));
}
