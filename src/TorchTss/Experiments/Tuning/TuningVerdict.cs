using System.Globalization;
using TorchTss.Metrics;

namespace TorchTss.Experiments.Tuning;

/// <summary>What the held-out pictures say, in sentences that promise no more than they show.</summary>
internal static class TuningVerdict
{
    // With five pictures, all five change the same way once in 16 times by chance alone.
    private const int Trustworthy = 6;

    /// <summary>A sentence per setting that the winner was compared with, by the metric that was tuned for.</summary>
    public static IEnumerable<string> Of(TuningResult result)
    {
        if (result.Winner is null)
        {
            yield return "every candidate was dropped, so there is nothing to recommend; keep uniform sampling, or loosen --guard";
            yield break;
        }
        if (result.Fitting.Any(c => c is { Against: TuningComparison.Uniform } && c.Metric == result.Metric && !IsBetter(result, c)))
        {
            yield return "not even on the fitting pictures was a candidate better than uniform sampling";
        }
        foreach (var held in result.HeldOut.Where(c => c.Metric == result.Metric)) yield return Sentence(result, held);
        if (result.HeldOut is [{ Paired.Difference.Count: < Trustworthy and var few }, ..])
        {
            yield return $"an interval from {few} pictures is too narrow to be trusted; give {2 * Trustworthy} or more";
        }
    }

    private static bool IsBetter(TuningResult result, TuningComparison c) =>
        result.Better == Better.Lower ? c.Paired.Difference.Mean < 0 : c.Paired.Difference.Mean > 0;

    private static string Sentence(TuningResult result, TuningComparison held)
    {
        var (d, than) = (held.Paired.Difference, held.Against == TuningComparison.Uniform ? "uniform sampling" : "the host's own ranges");
        var on = $"on the {d.Count} held-out pictures {result.Metric} is";
        if (d is { Low: 0, High: 0 }) return $"{on} the same as with {than}";
        var interval = $"95 % interval {Number(d.Low)} to {Number(d.High)}";
        var ending = held.Paired.Verdict switch
        {
            > 0 => "excludes zero",
            < 0 => $"excludes zero, so keep {than}",
            _ => "includes zero, so this may be chance",
        };
        return $"{on} {Number(Math.Abs(d.Mean))} {(IsBetter(result, held) ? "better" : "worse")} than with {than}; the {interval} of the difference {ending}";

        string Number(double value) => value.ToString($"F{result.Decimals}", CultureInfo.InvariantCulture);
    }
}
