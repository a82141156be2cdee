using System.Globalization;
using TorchTss.Experiments.Axes;
using TorchTss.Experiments.Results;
using TorchTss.Metrics;
using TorchTss.Runtime;

namespace TorchTss.Experiments;

/// <summary>An ablation from C#, one clause per line: what, over which values, on which pictures, measured how.</summary>
/// <remarks>Every clause gives a new ablation; the one before stays as it was.</remarks>
/// <example><code>
/// var summary = Ablation.Define("TSS at few steps", new RunSettings { Sampler = "euler" })
///     .Over("steps", 7, 10, 14)
///     .Over("tss", "off", "tds", "tds+sds")
///     .On("lr/*.png", originals: "hr")
///     .Measure("niqe", "psnr")
///     .Run("results.sqlite");
/// </code></example>
public sealed class Ablation
{
    private readonly Experiment _experiment;
    private readonly IReadOnlyList<ExperimentInput> _inputs;
    private readonly MetricFolder _folder;

    private Ablation(Experiment experiment, IReadOnlyList<ExperimentInput> inputs, MetricFolder folder) =>
        (_experiment, _inputs, _folder) = (experiment, inputs, folder);

    /// <summary>Begins with a title and the settings that stay the same.</summary>
    public static Ablation Define(string title, RunSettings settings) => new(new Experiment { Title = title, Base = settings }, [], new MetricFolder());

    /// <summary>Varies a setting by its path ("steps", "tss.n"), or a derived axis ("tss").</summary>
    /// <param name="axis">Its name.</param>
    /// <param name="values">Numbers or words, as the command line would take them.</param>
    /// <exception cref="UsageException">An unknown axis, or a value that it does not have.</exception>
    public Ablation Over(string axis, params IReadOnlyList<object> values) =>
        Over(AxisParser.Axis(axis, values.Select(v => Convert.ToString(v, CultureInfo.InvariantCulture)!)));

    /// <summary>Varies anything else.</summary>
    /// <param name="axis">Its name in tables.</param>
    /// <param name="values">The values.</param>
    /// <param name="apply">What a value does to settings.</param>
    public Ablation Over<T>(string axis, IEnumerable<T> values, Func<RunSettings, T, RunSettings> apply) =>
        Over(new Axis(axis, [.. values.Select(v => new AxisValue(Convert.ToString(v, CultureInfo.InvariantCulture)!, s => apply(s, v)))]));

    /// <summary>Adds an axis.</summary>
    public Ablation Over(Axis axis) => new(_experiment with { Axes = [.. _experiment.Axes, axis] }, _inputs, _folder);

    /// <summary>Adds pictures: a file, a folder or a pattern.</summary>
    /// <param name="pictures">Low-resolution pictures.</param>
    /// <param name="originals">A folder with originals of the same names, or one file for one picture; null without.</param>
    /// <exception cref="UserException">No such picture, or one without its original.</exception>
    public Ablation On(string pictures, string? originals = null) =>
        new(_experiment, [.. _inputs, .. ExperimentInputs.Pair([pictures], originals)], _folder);

    /// <summary>Adds metrics by name.</summary>
    public Ablation Measure(params IReadOnlyList<string> metrics) =>
        new(_experiment with { Metrics = [.. _experiment.Metrics, .. metrics] }, _inputs, _folder);

    /// <summary>Says where metrics find weights that do not ship.</summary>
    public Ablation MetricsIn(string folder) => new(_experiment, _inputs, new MetricFolder(folder));

    /// <summary>Says what the other settings are compared with; without it, the first value of "tss" or of the first axis.</summary>
    public Ablation Against(string axis, object value) => new(
        _experiment with
        {
            Baseline = new Dictionary<string, string>(_experiment.Baseline) { [axis] = Convert.ToString(value, CultureInfo.InvariantCulture)! },
        },
        _inputs, _folder);

    /// <summary>Checks everything without running anything.</summary>
    /// <exception cref="UserException">A picture that cannot be read.</exception>
    public ExperimentPlan Plan() => ExperimentPlan.Of(_experiment, _inputs, _folder);

    /// <summary>Makes what the results file does not have yet.</summary>
    /// <param name="results">The file; created where there is none.</param>
    /// <param name="options">Jobs, what is kept; null: defaults.</param>
    /// <param name="progress">Told after every cell, from the thread that made it.</param>
    /// <param name="cancellation">What is finished stays.</param>
    /// <returns>The tables of the whole file.</returns>
    /// <exception cref="UsageException">Settings that cannot be: all problems, one line each.</exception>
    /// <exception cref="UserException">A results file that cannot be used, a host that cannot be opened.</exception>
    public ResultsSummary Run(
        string results, ExperimentOptions? options = null, IProgress<ExperimentProgress>? progress = null, CancellationToken cancellation = default)
    {
        using (var run = new ExperimentRun(Plan(), _folder, options ?? new ExperimentOptions())) run.Run(results, progress, cancellation);
        using var file = ResultsFile.Read(results);
        return ResultsSummary.Of(file);
    }
}
