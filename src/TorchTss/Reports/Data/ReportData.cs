using TorchTss.Experiments.Results;
using TorchTss.Runtime;

namespace TorchTss.Reports.Data;

/// <summary>Everything in a results file but its pictures, as of one moment.</summary>
internal sealed class ReportData
{
    private readonly Dictionary<(string Setting, string Input), ResultCell> _cells;
    private readonly Dictionary<(string Cell, string Metric), double> _scores;

    private ReportData(ResultsFile file)
    {
        Title = file.Note("title") is { Length: > 0 } title ? title : Path.GetFileNameWithoutExtension(file.Path);
        Command = file.Note("command");
        (Metrics, Settings, Inputs) = (file.Metrics(), file.Settings(), file.Inputs());
        // A cell belongs to a setting and an input of this file; another program may have left others.
        var settings = Settings.Select(s => s.Id).ToHashSet();
        var inputs = Inputs.Select(i => i.Id).ToHashSet();
        Cells = [.. file.Cells().Where(c => settings.Contains(c.Setting) && inputs.Contains(c.Input)).OrderBy(c => c.Finished)];
        _cells = Cells.ToDictionary(c => (c.Setting, c.Input));
        _scores = file.Scores().ToDictionary(s => (s.Cell, s.Metric), s => s.Value);
        Failures = file.Failures();
        Groups = ResultGroup.Of(Settings);
        Axes = [.. Groups.SelectMany(g => g.Axes).Select(a => a.Key).Distinct()];
        if (Cells.Count == 0) throw Empty(file.Path);
        Baselines = Baselines.Read(file, Groups);
        Paper = PaperNote.Read(file);
    }

    /// <summary>The note "title", or the file's name.</summary>
    public string Title { get; }

    /// <summary>The command that made the file, where it was noted.</summary>
    public string? Command { get; }

    /// <summary>In the order in which they were added.</summary>
    public IReadOnlyList<ResultMetric> Metrics { get; }

    /// <inheritdoc cref="Metrics"/>
    public IReadOnlyList<ResultSetting> Settings { get; }

    /// <inheritdoc cref="Metrics"/>
    public IReadOnlyList<ResultInput> Inputs { get; }

    /// <summary>Finished runs, the earliest first; one at least.</summary>
    public IReadOnlyList<ResultCell> Cells { get; }

    /// <summary>Runs that could not be made.</summary>
    public IReadOnlyList<(string Setting, string Input, string Message)> Failures { get; }

    /// <summary>Rows of the tables.</summary>
    public IReadOnlyList<ResultGroup> Groups { get; }

    /// <summary>Names of the axes, without replicates.</summary>
    public IReadOnlyList<string> Axes { get; }

    /// <summary>What is compared with what.</summary>
    public Baselines Baselines { get; }

    /// <summary>Published numbers; null without.</summary>
    public PaperNote? Paper { get; }

    /// <summary>How many runs there will be; settings that go by two names run once.</summary>
    public int Expected => Settings.DistinctBy(s => s.Id).Count() * Inputs.Count;

    /// <summary>Reads the file while nobody's writing shows.</summary>
    /// <exception cref="UserException">No finished run, or a note that cannot be read.</exception>
    public static ReportData Read(ResultsFile file)
    {
        using var moment = file.Connection.BeginTransaction(deferred: true);
        return new ReportData(file);
    }

    /// <summary>One setting on one picture; null while it is not finished.</summary>
    public ResultCell? Cell(ResultSetting setting, ResultInput input) => _cells.GetValueOrDefault((setting.Id, input.Id));

    /// <summary>The finished runs of a group.</summary>
    public IEnumerable<ResultCell> CellsOf(ResultGroup group) =>
        from setting in @group.Settings from input in Inputs let cell = Cell(setting, input) where cell is not null select cell;

    /// <summary>The score of a run; NaN without one.</summary>
    public double Score(ResultCell cell, ResultMetric metric) => _scores.GetValueOrDefault((cell.Id, metric.Name), double.NaN);

    /// <summary>A group's score for every picture that has one: the mean over its seeds.</summary>
    public IReadOnlyDictionary<string, double> Scores(ResultGroup group, ResultMetric metric) =>
        (from cell in CellsOf(@group)
         let score = Score(cell, metric)
         where !double.IsNaN(score)
         group score by cell.Input).ToDictionary(g => g.Key, g => g.Average());

    private UserException Empty(string path)
    {
        var failed = Failures.Count == 0 ? "" : $" ({Number.Count(Failures.Count, "run")} failed, the first: {Failures[0].Message.TrimEnd('.')})";
        return new UserException($"{path}: not one run is finished{failed}; a report needs one, continue with the command that made the file");
    }
}
