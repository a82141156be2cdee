using TorchTss.Experiments.Axes;
using TorchTss.Hosts;
using TorchTss.Metrics;
using TorchTss.Runtime;
using TorchTss.Schedules;

namespace TorchTss.Experiments.Tuning;

/// <summary>A search on given pictures, checked whole before anything runs.</summary>
internal sealed class TuningPlan
{
    private readonly Dictionary<string, PlannedInput> _pictures;
    private readonly ExperimentPlan _whole;
    private readonly MetricFolder _folder;

    private TuningPlan(Tuner tuner, ExperimentPlan whole, MetricFolder folder)
    {
        (Tuner, _whole, _folder) = (tuner, whole, folder);
        _pictures = whole.Inputs.ToDictionary(i => i.Row.Id);
        Space = new SearchSpace(tuner.NGrid, tuner.AGrid, !tuner.TdsOnly, tuner.AnyOrder);
        Candidates = [.. Space.Grid().Append(HostsOwn(tuner)).Where(c => !c.IsPlain).Distinct()];
        Split = HeldOutSplit.Of(_pictures.Keys, tuner.Holdout, tuner.SplitSeed);
        Ladder = Fidelity.Ladder(tuner.First, Split.Fitting.Count, tuner.Seeds, tuner.Eta);
        Halving = new SuccessiveHalving(tuner.Eta, Ladder, Traits.Better);
    }

    /// <summary>What was asked for.</summary>
    public Tuner Tuner { get; }

    /// <summary>The grid.</summary>
    public SearchSpace Space { get; }

    /// <summary>Its points, and the host's own ranges where they are none.</summary>
    public IReadOnlyList<Candidate> Candidates { get; }

    /// <summary>Who sees which picture.</summary>
    public HeldOutSplit Split { get; }

    /// <summary>What candidates are measured on.</summary>
    public IReadOnlyList<Fidelity> Ladder { get; }

    /// <summary>The search.</summary>
    public SuccessiveHalving Halving { get; }

    /// <summary>The metrics: the one that is tuned for first.</summary>
    public MetricPanel Panel => _whole.Panel;

    /// <summary>What is worth knowing: metrics left out.</summary>
    public IReadOnlyList<string> Notices => _whole.Notices;

    /// <summary>Of the metric that is tuned for.</summary>
    public MetricTraits Traits => Panel.Metrics.Single(m => m.Name == Tuner.Metric).Metric.Traits;

    /// <summary>N, the host's where nothing was said.</summary>
    public int Steps => _whole.Settings[0].Settings.Steps!.Value;

    /// <summary>Pictures of both parts.</summary>
    public IReadOnlyList<string> Pictures => [.. _pictures.Keys];

    /// <summary>The most runs that the search and the comparison can need, each counted once.</summary>
    public long Most => Halving.Most(Candidates.Count, Space.MostAround)
        + 2L * Split.Fitting.Count * Tuner.Seeds        // uniform and the host's own ranges
        + 3L * Split.HeldOut.Count * Tuner.Seeds;       // the same and the winner

    /// <summary>Checks everything and splits the pictures.</summary>
    /// <exception cref="UsageException">All problems, one line each.</exception>
    /// <exception cref="UserException">A picture or a host that cannot be read.</exception>
    public static TuningPlan Of(Tuner tuner, IReadOnlyList<ExperimentInput> inputs, MetricFolder folder)
    {
        string[] problems = [.. TuningProblems.Of(tuner, inputs.Count, inputs.All(i => i.Reference is not null), folder)];
        if (problems.Length > 0) throw new UsageException(string.Join(Environment.NewLine, problems));
        var spatial = !tuner.TdsOnly;
        var whole = Part(tuner, [Trial.Uniform(spatial), Trial.Host(spatial)], [.. inputs.Select(PlannedInput.Read)], tuner.Seeds, folder);
        whole.Check();
        return new TuningPlan(tuner, whole, folder);
    }

    /// <summary>Settings on pictures as an experiment.</summary>
    /// <param name="trials">The settings, uniform sampling first.</param>
    /// <param name="pictures">Keys.</param>
    /// <param name="seeds">How many.</param>
    /// <returns>Its settings: trial by trial, seed by seed.</returns>
    public ExperimentPlan Part(IReadOnlyList<Trial> trials, IEnumerable<string> pictures, int seeds) =>
        Part(Tuner, trials, [.. pictures.Select(p => _pictures[p])], seeds, _folder);

    /// <summary>The experiment of a round of halving.</summary>
    public ExperimentPlan Round(IReadOnlyList<Candidate> candidates, Fidelity on) =>
        Part(Trials(candidates), Split.Fitting.Take(on.Pictures), on.Seeds);

    /// <summary>Uniform sampling and candidates.</summary>
    public IReadOnlyList<Trial> Trials(IEnumerable<Candidate> candidates) => [Trial.Uniform(Space.Spatial), .. candidates.Select(Trial.Of)];

    private static ExperimentPlan Part(
        Tuner tuner, IReadOnlyList<Trial> trials, IReadOnlyList<PlannedInput> pictures, int seeds, MetricFolder folder)
    {
        long[] each = [.. Enumerable.Range(0, seeds).Select(i => tuner.Base.Seed + i)];
        var points = trials.SelectMany(t => t.Points(each)).ToArray();
        var axes = from point in points from value in point group value.Value by value.Axis;
        var experiment = new Experiment
        {
            Title = $"Tuning of n and a for {tuner.Metric}",
            Base = tuner.Base,
            Axes = [.. axes.Select(a => new Axis(a.Key, [.. a.DistinctBy(v => v.Text)]))],
            Metrics = [.. tuner.Guards.Select(g => g.Metric).Prepend(tuner.Metric).Concat(tuner.Others).Distinct()],
            Baseline = trials[0].Axes.ToDictionary(),
        };
        return ExperimentPlan.Of(experiment, points, pictures, folder);
    }

    private static Candidate HostsOwn(Tuner tuner)
    {
        var host = Catalog<IHostKind>.Create(tuner.Base.Host, "--host").Describe(tuner.Base);
        var (n, a) = (host.NRange, host.ARange);
        return tuner.TdsOnly
            ? new Candidate(new ValueRange(n.Middle, n.Middle), new ValueRange(a.Middle, a.Middle), false)
            : new Candidate(n, a, true);
    }
}
