using System.Globalization;
using TorchTss.Reports.Data;

namespace TorchTss.Reports;

/// <summary>The top of the page: what ran, where, when, and what did not.</summary>
internal static class ReportHeader
{
    /// <summary>Renders it.</summary>
    public static Html Render(ReportContext report)
    {
        var data = report.Data;
        var names = data.Inputs.ToDictionary(i => i.Id, i => i.Name);
        var labels = data.Settings.GroupBy(s => s.Id).ToDictionary(s => s.Key, s => string.Join(" and ", s.Select(same => same.Label)));
        return HtmlTemplate.Render("header", new
        {
            data.Title,
            Command = data.Command ?? "",
            Runs = Count(data.Cells.Count),
            Expected = Count(data.Expected),
            IsComplete = data.Cells.Count >= data.Expected,
            data.IsGrid,
            IsSearch = data.Search is not null,
            IsSearchFinished = data.Search is { Finished: true },
            Settings = Number.Count(data.Groups.Count, "setting"),
            Seeds = data.Groups.Max(g => g.Settings.Count) is var seeds and > 1 ? Number.Count(seeds, "seed") : "",
            Pictures = Number.Count(data.Inputs.Count, "picture"),
            Versions = string.Join(", ", data.Cells.Select(c => c.Version).Distinct().Order(StringComparer.Ordinal)),
            Machines = string.Join(", ", data.Cells.Select(c => c.Machine).Distinct().Order(StringComparer.Ordinal)),
            Dates = Dates(data),
            File = Path.GetFileName(report.File.Path),
            Failures = data.Failures.Select(f => new
            {
                Setting = labels.GetValueOrDefault(f.Setting, f.Setting),
                Picture = names.GetValueOrDefault(f.Input, f.Input),
                f.Message,
            }).ToArray(),
            FailureCount = Number.Count(data.Failures.Count, "run"),
            Missing = data.Metrics.Where(m => m.Problem is not null).Select(m => new { m.Traits.Title, m.Name, Problem = m.Problem! }).ToArray(),
        });
    }

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Dates(ReportData data)
    {
        var (first, last) = (data.Cells[0].Finished.ToUniversalTime(), data.Cells[^1].Finished.ToUniversalTime());
        var start = first.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        var end = last.ToString(first.Date == last.Date ? "HH:mm" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        return start.EndsWith(end, StringComparison.Ordinal) ? $"{start} UTC" : $"{start} to {end} UTC";
    }
}
