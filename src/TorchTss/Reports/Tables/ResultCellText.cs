using TorchTss.Reports.Data;

namespace TorchTss.Reports.Tables;

/// <summary>A number as a cell of a table shows it.</summary>
/// <param name="Text">"3.86"; "–" without one.</param>
/// <param name="Range">"[3.61, 4.12]" or empty.</param>
/// <param name="Sort">Every digit; empty sorts last.</param>
/// <param name="Best">Printed in bold.</param>
/// <param name="Paper">The paper's number for the same point; empty without.</param>
internal sealed record ResultCellText(string Text, string Range, string Sort, bool Best, string Paper)
{
    /// <summary>Ours, and the paper's below it.</summary>
    public static ResultCellText Of(Estimate? estimate, MetricColumn column, bool best, PaperScore? paper) => new(
        estimate?.Text(column.Decimals) ?? "–",
        estimate?.Range(column.Decimals) ?? "",
        estimate is null ? "" : Number.Raw(estimate.Value),
        best,
        paper is null ? "" : PaperText(paper, column));

    /// <summary>With the decimals of the metric; as written for one that is unknown here.</summary>
    public static string PaperText(PaperScore score, MetricColumn column) =>
        column.Traits is null ? score.Text : Number.Fixed(score.Value, column.Decimals);
}
