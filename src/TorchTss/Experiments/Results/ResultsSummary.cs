using System.Text.Json;
using TorchTss.Experiments.Statistics;
using TorchTss.Metrics;
using TorchTss.Runtime;

namespace TorchTss.Experiments.Results;

/// <summary>The tables of a results file: a row per group of settings, means with intervals, and every group against its baseline.</summary>
/// <param name="Metrics">Those with values, in the file's order.</param>
/// <param name="Rows">In the order of the settings; groups without a finished cell are left out.</param>
public sealed record ResultsSummary(IReadOnlyList<ResultMetric> Metrics, IReadOnlyList<SummaryRow> Rows)
{
    /// <summary>Reads everything and averages it.</summary>
    public static ResultsSummary Of(ResultsFile file)
    {
        var cells = file.Cells().ToLookup(c => c.Setting);
        var scores = file.Scores().GroupBy(s => s.Metric).ToDictionary(g => g.Key, g => g.ToDictionary(s => s.Cell, s => s.Value));
        ResultMetric[] metrics = [.. file.Metrics().Where(m => m.Problem is null)];
        var baseline = JsonSerializer.Deserialize<Dictionary<string, string>>(file.Note("baseline") ?? "{}")!;
        Group[] groups =
        [
            .. from same in file.Settings().GroupBy(s => s.Group)
               let made = same.SelectMany(s => cells[s.Id]).DistinctBy(c => c.Id).ToArray()
               where made.Length > 0
               select new Group(same.Key, [.. same.First().Axes.Where(a => !ResultSetting.Replicates.Contains(a.Key))], made),
        ];
        var byName = groups.ToDictionary(g => g.Name);
        var sets = metrics.Where(m => m.OfSets).ToDictionary(m => m.Name, m => new SetScores(file, m.Name));
        return new ResultsSummary(metrics, [.. groups.Select(Row)]);

        SummaryRow Row(Group group)
        {
            var against = byName.GetValueOrDefault(group.ComparedWith(baseline));
            if (against == group) against = null;
            return new SummaryRow(
                group.Name, group.Axes, group.Cells.Select(c => c.Input).Distinct().Count(), Means(group),
                Bootstrap.Mean([.. group.ByPicture(c => c.Seconds).Values]), against?.Name, against is null ? NoComparison : Compare(group, against));
        }

        Dictionary<string, Interval> Means(Group group) => metrics
            .Select(m => (m.Name, Mean: m.OfSets ? sets[m.Name].Of(group.Cells) : Mean(group, m)))
            .Where(m => m.Mean is not null).ToDictionary(m => m.Name, m => m.Mean!.Value);

        Interval? Mean(Group group, ResultMetric metric) => Scores(group, metric) is { Count: > 0 } values ? Bootstrap.Mean([.. values.Values]) : null;

        Dictionary<string, PairedComparison> Compare(Group group, Group against) => metrics
            .Where(m => !m.OfSets)
            .Select(m => (m.Name, Paired: PairedComparison.Of(Scores(against, m), Scores(group, m), m.Traits.Better)))
            .Where(m => m.Paired is not null).ToDictionary(m => m.Name, m => m.Paired!);

        Dictionary<string, double> Scores(Group group, ResultMetric metric) => scores.TryGetValue(metric.Name, out var values)
            ? group.ByPicture(c => values.TryGetValue(c.Id, out var value) ? value : null) : [];
    }

    private static Dictionary<string, PairedComparison> NoComparison => [];

    /// <summary>Settings that differ in repetitions only.</summary>
    private sealed record Group(string Name, IReadOnlyList<KeyValuePair<string, string>> Axes, IReadOnlyList<ResultCell> Cells)
    {
        /// <summary>The group with the baseline's axis values in place of its own.</summary>
        public string ComparedWith(IReadOnlyDictionary<string, string> baseline) =>
            new ResultSetting("", [.. Axes.Select(a => KeyValuePair.Create(a.Key, baseline.GetValueOrDefault(a.Key, a.Value)))], new RunSettings()).Group;

        /// <summary>A number per picture: the mean over its repetitions; pictures without one are left out.</summary>
        public Dictionary<string, double> ByPicture(Func<ResultCell, double?> value) => Cells
            .Select(c => (c.Input, Value: value(c))).Where(c => c.Value is not null)
            .GroupBy(c => c.Input).ToDictionary(g => g.Key, g => g.Average(c => c.Value!.Value));
    }

    /// <summary>A set metric over the results of a group: one number without an interval.</summary>
    private sealed class SetScores(ResultsFile file, string metric)
    {
        private readonly ISetMetric _metric = (ISetMetric)Catalog<IMetric>.Create(metric, "--metrics");
        private readonly IReadOnlyDictionary<string, float[]> _features = file.Features(metric);
        private readonly Dictionary<string, string?> _originals = file.Inputs().ToDictionary(i => i.Id, i => i.Reference);

        public Interval? Of(IReadOnlyList<ResultCell> cells)
        {
            float[][] images = [.. cells.Where(c => _features.ContainsKey(c.Id)).Select(c => _features[c.Id])];
            float[][] originals =
            [
                .. cells.Select(c => _originals.GetValueOrDefault(c.Input)).OfType<string>().Distinct()
                    .Where(_features.ContainsKey).Select(o => _features[o]),
            ];
            if (images.Length < 2 || originals.Length < 2) return null;
            var distance = _metric.Distance(images, originals);
            return new Interval(distance, distance, distance, images.Length);
        }
    }
}
