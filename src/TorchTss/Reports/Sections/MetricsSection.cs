using System.Globalization;
using TorchTss.Experiments.Results;
using TorchTss.Metrics;
using TorchTss.Reports.Tables;
using TorchTss.Runtime;

namespace TorchTss.Reports.Sections;

/// <summary>What the numbers are.</summary>
[Named("metrics", "direction, range and variant of every metric")]
internal sealed class MetricsSection : IReportSection
{
    public int Place => 80;

    public string Title => "Metrics";

    public Html? Render(ReportContext report) => report.Data.Metrics.Count == 0 ? null : HtmlTemplate.Render("metrics", new
    {
        Metrics = report.Data.Metrics.Select(m => new
        {
            Column = MetricColumn.Of(m),
            Range = Range(m.Traits),
            Compares = m.OfSets ? "sets of pictures with sets of originals"
                : m.Traits.NeedsReference ? "each picture with its original"
                : "nothing: the picture alone",
            Smallest = m.Traits.SmallestSide > 1 ? $"{m.Traits.SmallestSide} pixels" : "any",
            Scored = Scored(report, m),
        }).ToArray(),
    });

    private static string Range(MetricTraits traits)
    {
        var unit = traits.Unit.Length > 0 ? $" {traits.Unit}" : "";
        return (double.IsFinite(traits.Minimum), double.IsFinite(traits.Maximum)) switch
        {
            (true, true) => $"{Text(traits.Minimum)} to {Text(traits.Maximum)}{unit}",
            (true, false) => $"{Text(traits.Minimum)} and above{unit}",
            (false, true) => $"up to {Text(traits.Maximum)}{unit}",
            _ => $"any number{unit}",
        };
    }

    private static string Text(double value) => value.ToString("0.####", CultureInfo.InvariantCulture).Replace('-', '\u2212');

    private static string Scored(ReportContext report, ResultMetric metric)
    {
        var cells = report.Data.Cells;
        var scored = metric.OfSets
            ? report.File.Features(metric.Name).Keys.Intersect(cells.Select(c => c.Id)).Count()
            : cells.Count(c => !double.IsNaN(report.Data.Score(c, metric)));
        return scored == 0 && metric.Problem is { } problem ? problem
            : $"{scored} of {Number.Count(cells.Count, "run")}{(metric.Problem is null ? "" : $"; the rest: {metric.Problem}")}";
    }
}
