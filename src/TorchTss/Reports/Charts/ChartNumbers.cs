namespace TorchTss.Reports.Charts;

/// <summary>The numbers of a chart as a table.</summary>
/// <param name="Heads">The first is the line, the second the place, the others are of numbers.</param>
/// <param name="Rows">As many cells each.</param>
internal sealed record ChartNumbers(IReadOnlyList<string> Heads, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>What is drawn and nothing more.</summary>
    public static ChartNumbers Of(LineChartText text, IEnumerable<ChartLine> lines) => new(
        ["line", text.X, "mean", "interval"],
        [.. from line in lines from mark in line.Marks select (string[])[line.Label, mark.X, mark.Text, mark.Range]]);
}
