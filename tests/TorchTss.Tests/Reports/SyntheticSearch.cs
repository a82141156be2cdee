using TorchTss.Experiments.Results;
using TorchTss.Experiments.Statistics;
using TorchTss.Experiments.Tuning;
using TorchTss.Metrics;
using TorchTss.Schedules;

namespace TorchTss.Tests.Reports;

/// <summary>What a search would leave in a results file, made without one: five candidates, two rounds and a refinement.</summary>
internal static class SyntheticSearch
{
    /// <summary>The winner.</summary>
    public static Candidate Best { get; } = Candidate(1, 1.8);

    /// <summary>A finished search on the first pictures of <see cref="SyntheticResults"/>, two fitting and the others held out.</summary>
    public static TuningResult Of(SyntheticResults results)
    {
        string[] inputs = [.. results.Inputs.Select((_, i) => $"input-{i}")];
        var held = inputs.Length - 2;
        return new TuningResult
        {
            Metric = "niqe",
            Better = Better.Lower,
            Decimals = 2,
            Winner = Best,
            Guards = [new Guard("psnr", 0.2)],
            Spatial = true,
            NGrid = [1, 1.4, 1.8],
            AGrid = [0.5],
            Eta = 2,
            Seeds = 1,
            Steps = 7,
            Holdout = 0.5,
            Split = new HeldOutSplit(inputs[..2], inputs[2..]),
            Edges = ["--n-grid: the winner lies at its end, 1.8; widen it to look beyond"],
            Rounds =
            [
                new(RoundKind.Halving, new Fidelity(1, 1),
                [
                    new(Candidate(1, 1.4), 5.2, null, true), new(Candidate(1.4, 1.4), 5.4, null, false), new(Best, 5.1, null, true),
                    new(Candidate(1.4, 1.8), 4.9, "psnr is 0.31 worse than with uniform sampling, and 0.2 is allowed", false),
                    new(Candidate(1.8, 1.8), double.NaN, "niqe is no number", false),
                ]),
                new(RoundKind.Halving, new Fidelity(2, 1), [new(Candidate(1, 1.4), 5.2, null, false), new(Best, 4.8, null, true)]),
                new(RoundKind.Refinement, new Fidelity(2, 1), [new(Candidate(1, 1.6), 5.0, null, false)]),
            ],
            HeldOut =
            [
                Beside("uniform", "niqe", 5.2, 4.9, new(-0.3, -0.5, -0.1, held), Better.Lower, held - 1),
                Beside("uniform", "psnr", 24, 23.9, new(-0.1, -0.25, 0.04, held), Better.Higher, 1),
                Beside("default", "niqe", 4.85, 4.9, new(0.05, -0.1, 0.2, held), Better.Lower, 1),
                Beside("default", "psnr", 23.8, 23.9, new(0.1, -0.1, 0.3, held), Better.Higher, held - 1),
            ],
            Fitting = [Beside("uniform", "niqe", 5.6, 4.8, new(-0.8, -1, -0.6, 2), Better.Lower, 2)],
            Finished = true,
        };
    }

    /// <summary>The same after its first round.</summary>
    public static TuningResult Unfinished(SyntheticResults results)
    {
        var whole = Of(results);
        return whole with { Winner = null, Edges = [], HeldOut = [], Fitting = [], Rounds = [.. whole.Rounds.Take(1)], Finished = false };
    }

    /// <summary>Leaves it in a results file.</summary>
    public static void Leave(this TuningResult search, string results)
    {
        using var file = ResultsFile.Open(results);
        search.Write(file);
    }

    private static Candidate Candidate(double first, double second) => new(new ValueRange(first, second), new ValueRange(0.5, 0.5), Spatial: true);

    private static TuningComparison Beside(
        string against, string metric, double baseline, double winner, Interval difference, Better better, int wins) => new(
            against, metric, Around(baseline, difference.Count), Around(winner, difference.Count),
            new PairedComparison(difference, wins, difference.Count - wins, 0, better));

    private static Interval Around(double mean, int count) => new(mean, mean - 0.5, mean + 0.5, count);
}
