using System.Globalization;
using TorchTss.Runtime;

namespace TorchTss.Reports.Sections;

/// <summary>Which program on which machine made how many of the runs.</summary>
[Named("environment", "program versions and machines with their runs and speeds")]
internal sealed class EnvironmentSection : IReportSection
{
    public int Place => 90;

    public string Title => "Environment";

    public Html? Render(ReportContext report) => HtmlTemplate.Render("environment", new
    {
        Rows = report.Data.Cells.GroupBy(c => (c.Version, c.Machine)).OrderBy(g => g.Key.Version, StringComparer.Ordinal)
            .ThenBy(g => g.Key.Machine, StringComparer.Ordinal).Select(g => new
            {
                g.Key.Version,
                g.Key.Machine,
                Runs = g.Count(),
                PerStep = Number.Seconds(g.Average(c => c.SecondsPerStep)),
                First = Moment(g.Min(c => c.Finished)),
                Last = Moment(g.Max(c => c.Finished)),
            }).ToArray(),
    });

    private static string Moment(DateTime time) => time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
