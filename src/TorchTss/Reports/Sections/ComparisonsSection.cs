using TorchTss.Reports.Tables;
using TorchTss.Runtime;

namespace TorchTss.Reports.Sections;

/// <summary>Every setting against its baseline, picture by picture.</summary>
[Named("comparisons", "paired differences from the baseline with intervals, wins and losses")]
internal sealed class ComparisonsSection : IReportSection
{
    public int Place => 30;

    public string Title => "Against the baseline";

    public Html? Render(ReportContext report)
    {
        var table = report.Comparisons;
        return table.Rows.Count == 0 || table.Columns.Count == 0 ? null : HtmlTemplate.Render("comparisons", new
        {
            report.Data.Baselines.Rule,
            AxisNames = ResultsSection.AxisNames(report.Data),
            table.Columns,
            Rows = table.Rows.Select(r => new
            {
                Axes = ResultsSection.AxisValues(report.Data, r.Group),
                Baseline = r.Baseline.Label,
                Cells = r.Comparisons.Select((c, i) => ComparisonCellText.Of(c, table.Columns[i])).ToArray(),
            }).ToArray(),
            table.Alone,
            HasTies = table.Rows.SelectMany(r => r.Comparisons).Any(c => c?.Paired?.Ties > 0),
            Few = table.HasFewPictures,
            FewPictures = ComparisonTable.FewPictures,
            IsSearch = report.Data.Search is not null,
        });
    }
}
