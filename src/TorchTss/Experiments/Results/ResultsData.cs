using TorchTss.Experiments.Statistics;

namespace TorchTss.Experiments.Results;

/// <summary>The numbers of a results file in memory, and the averages that every table is made of.</summary>
internal class ResultsData
{
    private readonly Dictionary<(string Setting, string Input), ResultCell> _cells;
    private readonly Dictionary<(string Cell, string Metric), double> _scores;
    private readonly Dictionary<string, SetDistances> _distances;

    /// <summary>Reads everything but pictures.</summary>
    public ResultsData(ResultsFile file)
    {
        (Metrics, Settings, Inputs) = (file.Metrics(), file.Settings(), file.Inputs());
        // A cell belongs to a setting and an input of this file; another program may have left others.
        var settings = Settings.Select(s => s.Id).ToHashSet();
        var inputs = Inputs.Select(i => i.Id).ToHashSet();
        Cells = [.. file.Cells().Where(c => settings.Contains(c.Setting) && inputs.Contains(c.Input)).OrderBy(c => c.Finished)];
        _cells = Cells.ToDictionary(c => (c.Setting, c.Input));
        _scores = file.Scores().ToDictionary(s => (s.Cell, s.Metric), s => s.Value);
        _distances = Metrics.Where(m => m.OfSets).ToDictionary(m => m.Name, m => new SetDistances(file, Inputs, m));
        Groups = ResultGroup.Of(Settings);
        Baselines = Baselines.Read(file, Groups);
    }

    /// <summary>In the order in which they were added.</summary>
    public IReadOnlyList<ResultMetric> Metrics { get; }

    /// <inheritdoc cref="Metrics"/>
    public IReadOnlyList<ResultSetting> Settings { get; }

    /// <inheritdoc cref="Metrics"/>
    public IReadOnlyList<ResultInput> Inputs { get; }

    /// <summary>Finished runs, the earliest first.</summary>
    public IReadOnlyList<ResultCell> Cells { get; }

    /// <summary>Rows of the tables.</summary>
    public IReadOnlyList<ResultGroup> Groups { get; }

    /// <summary>What is compared with what.</summary>
    public Baselines Baselines { get; }

    /// <summary>One setting on one picture; null while it is not finished.</summary>
    public ResultCell? Cell(ResultSetting setting, ResultInput input) => _cells.GetValueOrDefault((setting.Id, input.Id));

    /// <summary>The finished runs of a group; settings that go by two names count once.</summary>
    public IEnumerable<ResultCell> CellsOf(ResultGroup group) =>
        from setting in @group.Settings.DistinctBy(s => s.Id) from input in Inputs let cell = Cell(setting, input) where cell is not null select cell;

    /// <summary>The score of a run; NaN without one.</summary>
    public double Score(ResultCell cell, ResultMetric metric) => _scores.GetValueOrDefault((cell.Id, metric.Name), double.NaN);

    /// <summary>A group's score for every picture that has one: the mean over its seeds.</summary>
    public IReadOnlyDictionary<string, double> Scores(ResultGroup group, ResultMetric metric) =>
        (from cell in CellsOf(@group)
         let score = Score(cell, metric)
         where !double.IsNaN(score)
         group score by cell.Input).ToDictionary(g => g.Key, g => g.Average());

    /// <summary>A group's number in a table: the mean over pictures, or the distance of sets, which has no interval; null without one.</summary>
    public Interval? Mean(ResultGroup group, ResultMetric metric)
    {
        if (metric.OfSets)
        {
            var (distance, pictures) = _distances[metric.Name].Of(this, group);
            return double.IsNaN(distance) ? null : new Interval(distance, distance, distance, pictures);
        }
        var scores = Scores(group, metric);
        return scores.Count == 0 ? null : Bootstrap.Mean([.. scores.Values]);
    }

    /// <summary>A group's seconds per picture, scoring not counted; null while it has no finished run.</summary>
    public Interval? Seconds(ResultGroup group)
    {
        double[] seconds = [.. CellsOf(group).GroupBy(c => c.Input).Select(c => c.Average(cell => cell.Seconds))];
        return seconds.Length == 0 ? null : Bootstrap.Mean(seconds);
    }

    /// <summary>Two groups picture by picture; null when no picture has both scores, and for a metric of sets.</summary>
    public PairedComparison? Compare(ResultGroup group, ResultGroup baseline, ResultMetric metric) =>
        metric.OfSets ? null : PairedComparison.Of(Scores(baseline, metric), Scores(group, metric), metric.Traits.Better);
}
