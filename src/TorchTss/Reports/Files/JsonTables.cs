using System.Text.Json;
using System.Text.Json.Serialization;

namespace TorchTss.Reports.Files;

/// <summary>The tables of a report as one line of JSON.</summary>
internal static class JsonTables
{
    // PSNR of equal pictures is infinite.
    private static readonly JsonSerializerOptions _json = new(SettingsJson.Options)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>What was written, and every number of the tables.</summary>
    public static string Line(ReportContext report, ReportSummary summary, string page, IReadOnlyList<string> tables)
    {
        var (results, comparisons) = (report.Results, report.Comparisons);
        return JsonSerializer.Serialize(
            new
            {
                page,
                summary.Bytes,
                summary.Finished,
                summary.Expected,
                summary.Inputs,
                summary.Embedded,
                summary.Remarks,
                tables,
                metrics = results.Columns.Where(c => !c.OnlyPaper).Select(c => new { c.Name, c.Title, c.Traits!.Better, c.Unit }),
                results = results.Rows.Select(r => new
                {
                    axes = r.Group.Axes.ToDictionary(a => a.Key, a => a.Value),
                    r.Pictures,
                    r.Runs,
                    seconds = r.Seconds?.Mean,
                    scores = results.Columns.Zip(r.Estimates).Where(x => x.Second is not null).ToDictionary(x => x.First.Name, x => new
                    {
                        mean = x.Second!.Value,
                        low = x.Second.HasInterval ? x.Second.Interval.Low : (double?)null,
                        high = x.Second.HasInterval ? x.Second.Interval.High : (double?)null,
                        pictures = x.Second.Interval.Count,
                    }),
                }),
                comparisons = comparisons.Rows.SelectMany(r => comparisons.Columns.Zip(r.Comparisons).Where(x => x.Second is not null).Select(x => new
                {
                    axes = r.Group.Axes.ToDictionary(a => a.Key, a => a.Value),
                    baseline = r.Baseline.Axes.ToDictionary(a => a.Key, a => a.Value),
                    metric = x.First.Name,
                    difference = x.Second!.Difference.Value,
                    low = x.Second.Difference.HasInterval ? x.Second.Difference.Interval.Low : (double?)null,
                    high = x.Second.Difference.HasInterval ? x.Second.Difference.Interval.High : (double?)null,
                    x.Second.Paired?.Wins,
                    x.Second.Paired?.Losses,
                    x.Second.Paired?.Ties,
                    x.Second.Verdict,
                })),
                failures = report.Data.Failures.Select(f => f.Message),
                missing = report.Data.Metrics.Where(m => m.Problem is not null).ToDictionary(m => m.Name, m => m.Problem),
            },
            _json);
    }
}
