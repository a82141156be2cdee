using TorchTss.Experiments.Results;
using TorchTss.Experiments.Tuning;
using TorchTss.Runtime;

namespace TorchTss.Reports.Data;

/// <summary>Everything in a results file but its pictures, as of one moment.</summary>
internal sealed class ReportData : ResultsData
{
    private ReportData(ResultsFile file) : base(file)
    {
        Title = file.Note("title") is { Length: > 0 } title ? title : Path.GetFileNameWithoutExtension(file.Path);
        Command = file.Note("command");
        Failures = file.Failures();
        Axes = [.. Groups.SelectMany(g => g.Axes).Select(a => a.Key).Distinct()];
        if (Cells.Count == 0) throw Empty(file.Path);
        Paper = PaperNote.Read(file);
        Search = TuningResult.Read(file);
        Analysis = FrequencyData.Read(file, this);
    }

    /// <summary>The note "title", or the file's name.</summary>
    public string Title { get; }

    /// <summary>The command that made the file, where it was noted.</summary>
    public string? Command { get; }

    /// <summary>Runs that could not be made.</summary>
    public IReadOnlyList<(string Setting, string Input, string Message)> Failures { get; }

    /// <summary>Names of the axes, without replicates.</summary>
    public IReadOnlyList<string> Axes { get; }

    /// <summary>Published numbers; null without.</summary>
    public PaperNote? Paper { get; }

    /// <summary>A search for n and a; null without one.</summary>
    public TuningResult? Search { get; }

    /// <summary>An analysis of frequencies; null without one.</summary>
    public FrequencyData? Analysis { get; }

    /// <summary>Whether every setting is meant for every picture.</summary>
    /// <remarks>A search decides as it goes; an analysis that came to its end with fewer runs was given different settings for different
    /// pictures.</remarks>
    public bool IsGrid => Search is null && (Analysis is not { IsFinished: true } || Cells.Count + Failures.Count >= Combinations);

    /// <summary>How many runs there will be, as far as that is known; settings that go by two names run once.</summary>
    public int Expected => IsGrid ? Combinations : Cells.Count;

    private int Combinations => Settings.DistinctBy(s => s.Id).Count() * Inputs.Count;

    /// <summary>Reads the file while nobody's writing shows.</summary>
    /// <exception cref="UserException">No finished run, or a note that cannot be read.</exception>
    public static ReportData Read(ResultsFile file)
    {
        using var moment = file.Connection.BeginTransaction(deferred: true);
        return new ReportData(file);
    }

    private UserException Empty(string path)
    {
        var failed = Failures.Count == 0 ? "" : $" ({Number.Count(Failures.Count, "run")} failed, the first: {Failures[0].Message.TrimEnd('.')})";
        return new UserException($"{path}: not one run is finished{failed}; a report needs one, continue with the command that made the file");
    }
}
