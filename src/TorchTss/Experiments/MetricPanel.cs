using TorchTss.Experiments.Results;
using TorchTss.Metrics;
using TorchTss.Runtime;

namespace TorchTss.Experiments;

/// <summary>The metrics of an experiment: which can be computed, which cannot and why.</summary>
/// <param name="Metrics">Those that can.</param>
/// <param name="Rows">All, as the results file keeps them.</param>
/// <param name="Problems">Names that are no metric, or are there twice.</param>
/// <param name="Notices">One sentence for each that is left out.</param>
internal sealed record MetricPanel(
    IReadOnlyList<(string Name, IMetric Metric)> Metrics, IReadOnlyList<ResultMetric> Rows, IReadOnlyList<string> Problems, IReadOnlyList<string> Notices)
{
    /// <summary>Makes the metrics and looks for their files.</summary>
    /// <param name="names">As the user gave them.</param>
    /// <param name="folder">Where files are looked for.</param>
    /// <param name="referenced">Whether every picture has an original.</param>
    public static MetricPanel Plan(IReadOnlyList<string> names, MetricFolder folder, bool referenced)
    {
        var (metrics, rows, problems) = (new List<(string, IMetric)>(), new List<ResultMetric>(), new List<string>());
        var choices = new List<MetricChoice>();
        foreach (var name in names)
        {
            try
            {
                var metric = Catalog<IMetric>.Create(name, "--metrics");
                var choice = new MetricChoice(name, name, metric);
                if (MetricList.Repetition(choices, choice) is { } complaint) problems.Add($"--metrics: {complaint}");
                choices.Add(choice);
                var reason = metric.Traits.NeedsReference && !referenced
                    ? $"{name}: left out, since it compares with originals and not every picture has one; give --reference" : folder.Complaint(metric);
                rows.Add(new ResultMetric(name, metric.Traits, metric is ISetMetric, reason));
                if (reason is null) metrics.Add((name, metric));
            }
            catch (UsageException e)
            {
                problems.Add(e.Message);
            }
        }
        return new MetricPanel(metrics, rows, problems, [.. rows.Select(r => r.Problem).OfType<string>()]);
    }
}
