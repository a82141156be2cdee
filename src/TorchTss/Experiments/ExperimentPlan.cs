using TorchTss.Experiments.Axes;
using TorchTss.Experiments.Results;
using TorchTss.Metrics;
using TorchTss.Runtime;

namespace TorchTss.Experiments;

/// <summary>An experiment on given pictures, checked whole before anything runs.</summary>
public sealed class ExperimentPlan
{
    private ExperimentPlan(
        Experiment experiment, IReadOnlyList<ResultSetting> settings, IReadOnlyList<PlannedInput> inputs, MetricPanel panel,
        IReadOnlyList<string> problems, IReadOnlyList<string> notices)
    {
        (Experiment, Settings, Inputs, Panel, Problems, Notices) = (experiment, settings, inputs, panel, problems, notices);
    }

    /// <summary>What was planned.</summary>
    public Experiment Experiment { get; }

    /// <summary>Every point of the grid, resolved.</summary>
    public IReadOnlyList<ResultSetting> Settings { get; }

    /// <summary>Metrics that will be computed, and those that cannot be with the reason.</summary>
    public IReadOnlyList<ResultMetric> Metrics => Panel.Rows;

    /// <summary>Everything that keeps it from running, one sentence each; empty when all is well.</summary>
    public IReadOnlyList<string> Problems { get; }

    /// <summary>What is worth knowing: settings without effect, metrics left out.</summary>
    public IReadOnlyList<string> Notices { get; }

    /// <summary>Cells: different settings times pictures.</summary>
    public int Count => Cells.Count;

    /// <summary>Denoising iterations of all cells.</summary>
    public long Steps => Cells.Sum(c => (long)c.Setting.Settings.Steps!.Value);

    internal IReadOnlyList<PlannedInput> Inputs { get; }

    internal MetricPanel Panel { get; }

    /// <summary>The work, picture by picture, so that an interrupted run has whole pictures.</summary>
    internal IReadOnlyList<ExperimentCell> Cells => field ??=
    [
        .. from input in Inputs
           from setting in Settings.DistinctBy(s => s.Id)
           select new ExperimentCell(ResultKey.Of(setting.Id, input.Row.Id), setting, input.Row),
    ];

    /// <summary>Reads and pairs the pictures, resolves and checks every setting, looks for the metrics' files.</summary>
    /// <param name="experiment">What to try.</param>
    /// <param name="inputs">On which pictures, one or more.</param>
    /// <param name="folder">Where metrics look for their files.</param>
    /// <exception cref="UserException">A picture that cannot be read.</exception>
    public static ExperimentPlan Of(Experiment experiment, IReadOnlyList<ExperimentInput> inputs, MetricFolder folder) =>
        Of(experiment, Grid.Points(experiment.Axes), [.. inputs.Select(PlannedInput.Read)], folder);

    /// <summary>The same for chosen points in place of every combination, and for pictures that have been looked at.</summary>
    internal static ExperimentPlan Of(
        Experiment experiment, IEnumerable<IReadOnlyList<(string Axis, AxisValue Value)>> points, IReadOnlyList<PlannedInput> planned,
        MetricFolder folder)
    {
        var (settings, problems, notices) = Grid.Of(experiment, points);
        var panel = MetricPanel.Plan(experiment.Metrics, folder, planned.All(i => i.Row.Reference is not null));
        var sizes = from setting in settings.DistinctBy(s => s.Settings.Scale)
                    from input in planned
                    from problem in input.Problems(setting.Settings.Scale!.Value, panel.Metrics)
                    select problem;
        return new ExperimentPlan(
            experiment with { Baseline = Compared(experiment) }, settings, planned, panel,
            [.. problems, .. Axes(experiment), .. Baseline(experiment), .. panel.Problems, .. Unmeasured(panel), .. Doubles(planned), .. sizes.Distinct()],
            [.. notices, .. panel.Notices, .. Same(settings)]);
    }

    private static IEnumerable<string> Unmeasured(MetricPanel panel) =>
        panel.Rows.Count > 0 && panel.Metrics.Count == 0 ? [$"--metrics: none of them can be computed; {panel.Notices[0]}"] : [];

    /// <summary>Throws when anything is wrong.</summary>
    /// <exception cref="UsageException">All problems, one line each.</exception>
    public void Check()
    {
        if (Problems.Count > 0) throw new UsageException(string.Join(Environment.NewLine, Problems));
    }

    /// <summary>What the others are compared with when nothing was said.</summary>
    private static IReadOnlyDictionary<string, string> Compared(Experiment experiment)
    {
        if (experiment.Baseline.Count > 0) return experiment.Baseline;
        var axis = experiment.Axes.FirstOrDefault(a => a.Name == "tss") ?? experiment.Axes.FirstOrDefault(a => !ResultSetting.Replicates.Contains(a.Name));
        return axis is null ? experiment.Baseline : new Dictionary<string, string> { [axis.Name] = axis.Values[0].Text };
    }

    private static IEnumerable<string> Axes(Experiment experiment) =>
        from axis in experiment.Axes
        group axis by axis.Name into same
        where same.Count() > 1
        select $"--axis {same.Key}: is there {same.Count()} times; name it once with all its values";

    private static IEnumerable<string> Baseline(Experiment experiment)
    {
        foreach (var (name, value) in experiment.Baseline)
        {
            if (experiment.Axes.FirstOrDefault(a => a.Name == name) is not { } axis)
            {
                yield return $"--baseline {name}={value}: {NearestName.Complaint(name, experiment.Axes.Select(a => a.Name))}";
            }
            else if (axis.Values.All(v => v.Text != value))
            {
                yield return $"--baseline {name}={value}: {NearestName.Complaint(value, axis.Values.Select(v => v.Text))}";
            }
        }
    }

    private static IEnumerable<string> Doubles(IEnumerable<PlannedInput> inputs) =>
        from input in inputs
        group input by input.Row.Id into same
        where same.Count() > 1
        select $"{same.Last().Row.Path}: is the same picture as {same.First().Row.Path}; give it once";

    private static IEnumerable<string> Same(IEnumerable<ResultSetting> settings) =>
        from setting in settings
        group setting by setting.Id into same
        where same.Count() > 1
        select $"{string.Join(" and ", same.Select(s => s.Label))} are the same settings; they run once";
}
