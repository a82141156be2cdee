using TorchTss.Runtime;

namespace TorchTss.Reports.Sections;

/// <summary>One card per metric: the best setting, and what the comparisons decided.</summary>
[Named("glance", "the best setting by every metric, and how many settings differ from their baselines")]
internal sealed class GlanceSection : IReportSection
{
    public int Place => 10;

    public string Title => "At a glance";

    public Html? Render(ReportContext report)
    {
        var (results, comparisons) = (report.Results, report.Comparisons);
        // A search has no best mean to show: see the section on it.
        if (results.Rows.Count < 2 || report.Data.Search is not null) return null;
        var cards = from c in Enumerable.Range(0, results.Columns.Count)
                    let best = Enumerable.Range(0, results.Rows.Count).Where(r => results.IsBest(r, c)).ToArray()
                    where best.Length > 0
                    let column = results.Columns[c]
                    let verdicts = comparisons.Rows.Select(r => r.Comparisons[c]?.Verdict).ToArray()
                    select new
                    {
                        Column = column,
                        Value = results.Rows[best[0]].Estimates[c]!.Text(column.Decimals),
                        Label = results.Rows[best[0]].Group.Label,
                        Others = best.Length == 1 ? "" : $"and {Number.Count(best.Length - 1, "other")} with the same number",
                        Better = verdicts.Count(v => v == "better"),
                        Worse = verdicts.Count(v => v == "worse"),
                        Undecided = verdicts.Count(v => v == "undecided"),
                    };
        var shown = cards.ToArray();
        return shown.Length == 0 ? null
            : HtmlTemplate.Render("glance", new { Cards = shown, HasComparisons = comparisons.Rows.Count > 0, HasPartial = results.IsPartial });
    }
}
