using TorchTss.Experiments.Frequency;
using TorchTss.Reports.Charts;
using TorchTss.Runtime;

namespace TorchTss.Reports.Sections;

/// <summary>Low, middle and high frequencies from step to step, and of results of few steps (the paper's Fig. 1 and 7).</summary>
[Named("frequency", "signal and noise by band over the steps and by texture, and few steps against many")]
internal sealed class FrequencySection : IReportSection
{
    public int Place => 60;

    public string Title => "Frequencies over the steps";

    public Html? Render(ReportContext report)
    {
        if (report.Data.Analysis is not { } analysis) return null;
        var (groups, across) = (FrequencyCharts.Of(analysis.Within), AcrossCharts.Of(analysis.Across));
        string[] scopes = [.. BandFigures.Scopes.Where(scope => groups.SelectMany(g => g.Parts).Any(p => p.Scope == scope))];
        return HtmlTemplate.Render("frequency", new
        {
            analysis.IsFinished,
            Others = analysis.Others == 0 ? "" : Number.Count(analysis.Others, "run"),
            Scopes = scopes.Select(scope => new { Name = scope, Words = FrequencyCharts.Words(scope) }).ToArray(),
            LeavesOutCap = groups.Any(g => g.LeavesOutCap),
            Groups = groups.Select(g => new
            {
                g.Title,
                Legend = ChartLine.Legend(g.Legend),
                Parts = g.Parts.Select(p => new { p.Scope, Remark = Remark(p), Charts = p.Charts.Select(c => c.Render()).ToArray() }).ToArray(),
            }).ToArray(),
            Across = across.Select(c => c.Render()).ToArray(),
            AcrossLegend = ChartLine.Legend(ChartLine.Named(AcrossCharts.Strategies(analysis.Across))),
            HasGains = analysis.Across.Any(c => c.ToUniform is not null),
            Remarks = analysis.Remarks.Select(Sentence.Begun).ToArray(),
        });
    }

    private static string Remark(FrequencyPart part)
    {
        var pictures = part.Fewest == part.Most ? Number.Count(part.Most, "picture") : $"{part.Fewest} to {Number.Count(part.Most, "picture")}";
        return part.Scope == BandFigures.All ? $"Whole pictures: means over {pictures}."
            : $"Patches of {FrequencyCharts.Words(part.Scope)}: means over the {pictures} that {(part.Most == 1 ? "has" : "have")} such.";
    }
}
