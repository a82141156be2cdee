using TorchTss.Experiments.Results;

namespace TorchTss.Experiments.Tuning;

/// <summary>The scores of finished settings, picture by picture.</summary>
internal sealed class TuningScores
{
    private readonly Dictionary<(string Cell, string Metric), double> _scores;
    private readonly Dictionary<Trial, string[]> _settings;
    private readonly string[] _pictures;

    /// <summary>Reads what the runs of a plan have left.</summary>
    /// <param name="file">Where.</param>
    /// <param name="plan">As a <see cref="TuningPlan"/> makes it of the trials.</param>
    /// <param name="trials">Its settings.</param>
    public TuningScores(ResultsFile file, ExperimentPlan plan, IReadOnlyList<Trial> trials)
    {
        var seeds = plan.Settings.Count / trials.Count;
        _scores = file.Scores().ToDictionary(s => (s.Cell, s.Metric), s => s.Value);
        _settings = trials.Zip(plan.Settings.Select(s => s.Id).Chunk(seeds)).ToDictionary(t => t.First, t => t.Second);
        _pictures = [.. plan.Inputs.Select(i => i.Row.Id)];
    }

    /// <summary>A number per picture: the mean over its seeds.</summary>
    public IReadOnlyDictionary<string, double> Of(Trial trial, string metric) => _pictures.ToDictionary(
        p => p, p => _settings[trial].Average(s => _scores[(ResultKey.Of(s, p), metric)]));

    /// <summary>The mean over the pictures, in their order.</summary>
    public double Mean(Trial trial, string metric)
    {
        var scores = Of(trial, metric);
        return _pictures.Average(p => scores[p]);
    }
}
