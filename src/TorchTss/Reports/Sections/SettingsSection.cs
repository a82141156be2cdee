using System.Text.Json;
using TorchTss.Runtime;

namespace TorchTss.Reports.Sections;

/// <summary>Every setting that made the results, in full.</summary>
[Named("settings", "axis values and the resolved settings of every row")]
internal sealed class SettingsSection : IReportSection
{
    private static readonly JsonSerializerOptions _indented = new(SettingsJson.Options) { WriteIndented = true };

    public int Place => 70;

    public string Title => "Settings";

    public Html? Render(ReportContext report)
    {
        // All axes, the seed too.
        string[] axes = [.. report.Data.Settings.SelectMany(s => s.Axes).Select(a => a.Key).Distinct()];
        return HtmlTemplate.Render("settings", new
        {
            AxisNames = axes.Length == 0 ? ["setting"] : axes,
            Settings = report.Data.Settings.Select(s => new
            {
                s.Label,
                Values = axes.Length == 0 ? [s.Label] : axes.Select(a => s.Axes.FirstOrDefault(x => x.Key == a).Value ?? "–").ToArray(),
                Runs = report.Data.Inputs.Count(i => report.Data.Cell(s, i) is not null),
                Json = JsonSerializer.Serialize(s.Settings, _indented),
            }).ToArray(),
            Pictures = report.Data.Inputs.Count,
        });
    }
}
