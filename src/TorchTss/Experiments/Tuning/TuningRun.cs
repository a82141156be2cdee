using TorchTss.Experiments.Results;
using TorchTss.Experiments.Statistics;
using TorchTss.Metrics;
using TorchTss.Runtime;
using static System.FormattableString;

namespace TorchTss.Experiments.Tuning;

/// <summary>Carries a search out, run by run, into a results file. Every decision follows from the scores there.</summary>
internal sealed class TuningRun(
    TuningPlan plan, MetricFolder folder, ExperimentOptions options, string results, IProgress<TuningProgress>? progress,
    CancellationToken cancellation)
{
    private readonly List<TuningRound> _rounds = [];

    /// <summary>Searches, then compares the winner on both parts.</summary>
    /// <exception cref="UserException">A setting that failed on a picture; what else cannot be used.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public TuningResult Run()
    {
        Remember(So());     // whoever looks at the file meanwhile should know that it is a search's
        var winner = plan.Halving.Search(plan.Candidates, plan.Space.Around, Measure, Finish);
        var result = winner is { } found
            ? So() with
            {
                Winner = found,
                Edges = [.. plan.Space.Edges(found)],
                Fitting = Compare(found, plan.Split.Fitting, "fitting"),
                HeldOut = Compare(found, plan.Split.HeldOut, "held-out"),
            }
            : So();
        return Remember(result with { Finished = true });
    }

    private IReadOnlyList<Judgement> Measure(RoundKind kind, IReadOnlyList<Candidate> candidates, Fidelity on)
    {
        var trials = plan.Trials(candidates);
        var scores = Make(RoundText.Title(_rounds.Count + 1, kind, candidates.Count, on), plan.Round(candidates, on), trials);
        return [.. trials.Skip(1).Select(trial => new Judgement(scores.Mean(trial, plan.Tuner.Metric), Dropped(trial)))];

        string? Dropped(Trial trial)
        {
            if (double.IsNaN(scores.Mean(trial, plan.Tuner.Metric))) return $"{plan.Tuner.Metric} is no number";
            foreach (var guard in plan.Tuner.Guards)
            {
                var better = plan.Panel.Metrics.Single(m => m.Name == guard.Metric).Metric.Traits.Better;
                var change = scores.Mean(trial, guard.Metric) - scores.Mean(trials[0], guard.Metric);
                var loss = better == Better.Higher ? -change : change;
                if (loss <= guard.Loss || double.IsNaN(loss)) continue;
                return Invariant($"{guard.Metric} is {loss:0.####} worse than with uniform sampling, and {guard.Loss} is allowed");
            }
            return null;
        }
    }

    private void Finish(TuningRound round)
    {
        _rounds.Add(round);
        Remember(So());
        progress?.Report(new TuningProgress($"  {RoundText.Outcome(round, So())}", null));
    }

    /// <summary>Every metric of single pictures, against uniform sampling and against the host's own ranges.</summary>
    private IReadOnlyList<TuningComparison> Compare(Candidate winner, IReadOnlyList<string> pictures, string part)
    {
        Trial[] trials = [Trial.Uniform(plan.Space.Spatial), Trial.Host(plan.Space.Spatial), Trial.Of(winner)];
        var scores = Make(
            $"the winner beside uniform sampling and the host's own ranges on the {RoundText.Many(pictures.Count, $"{part} picture")}",
            plan.Part(trials, pictures, plan.Tuner.Seeds), trials);
        return
        [
            .. from against in new[] { (Name: TuningComparison.Uniform, Trial: trials[0]), (Name: TuningComparison.Default, Trial: trials[1]) }
               from metric in plan.Panel.Metrics
               where metric.Metric is IImageMetric
               let baseline = scores.Of(against.Trial, metric.Name)
               let candidate = scores.Of(trials[2], metric.Name)
               select new TuningComparison(
                   against.Name, metric.Name, Bootstrap.Mean([.. baseline.Values]), Bootstrap.Mean([.. candidate.Values]),
                   PairedComparison.Of(baseline, candidate, metric.Metric.Traits.Better)!),
        ];
    }

    /// <summary>Makes what is missing and reads all of it.</summary>
    private TuningScores Make(string text, ExperimentPlan part, IReadOnlyList<Trial> trials)
    {
        progress?.Report(new TuningProgress(text, null));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var watch = new Watch(cell => progress?.Report(new TuningProgress(text, cell)), stop);
        try
        {
            using var run = new ExperimentRun(part, folder, options);
            run.Run(results, watch, stop.Token);
        }
        catch (OperationCanceledException) when (watch.Failure is not null)
        {
            // Told below: the failure is why it was cancelled.
        }
        if (watch.Failure is { } failure)
        {
            throw new UserException($"{failure}; a search compares settings on the same pictures, so leave the picture out if this cannot be mended");
        }
        using var file = ResultsFile.Read(results);
        return new TuningScores(file, part, trials);
    }

    private TuningResult Remember(TuningResult result)
    {
        using var file = ResultsFile.Open(results);
        result.Write(file);
        return result;
    }

    /// <summary>What is known so far.</summary>
    private TuningResult So() => new()
    {
        Metric = plan.Tuner.Metric,
        Better = plan.Traits.Better,
        Decimals = plan.Traits.Decimals,
        Guards = plan.Tuner.Guards,
        Spatial = plan.Space.Spatial,
        AnyOrder = plan.Tuner.AnyOrder,
        NGrid = plan.Space.N,
        AGrid = plan.Space.A,
        Eta = plan.Tuner.Eta,
        Seeds = plan.Tuner.Seeds,
        Steps = plan.Steps,
        Holdout = plan.Tuner.Holdout,
        SplitSeed = plan.Tuner.SplitSeed,
        Split = plan.Split,
        Rounds = [.. _rounds],
    };

    /// <summary>Ends a run at its first failure: a comparison with a hole in it is none.</summary>
    private sealed class Watch(Action<ExperimentProgress> report, CancellationTokenSource stop) : IProgress<ExperimentProgress>
    {
        public string? Failure { get; private set; }

        public void Report(ExperimentProgress value)
        {
            Failure ??= value.Failure;
            report(value);
            if (value.Failure is not null) stop.Cancel();
        }
    }
}
