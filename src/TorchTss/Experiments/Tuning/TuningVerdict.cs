using System.Globalization;
using TorchTss.Metrics;
using static System.FormattableString;

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
        foreach (var paid in result.HeldOut.Where(c => c.Against == TuningComparison.Uniform && c.Metric != result.Metric && c.Paired.Verdict < 0))
        {
            var d = paid.Paired.Difference;
            var worse = Invariant($"{paid.Metric} is {Math.Abs(d.Mean):0.####} worse than with uniform sampling there");
            yield return Invariant($"this is paid for: {worse}, and its interval {d.Low:0.####} to {d.High:0.####} excludes zero");
        }
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
        var (amount, nothing) = (Number(Math.Abs(d.Mean)), Number(0));
        var change = amount == nothing ? "about the same as" : $"{amount} {(IsBetter(result, held) ? "better" : "worse")} than";
        var ending = held.Paired.Verdict switch
        {
            > 0 => "excludes zero",
            < 0 => $"excludes zero, so keep {than}",
            _ => amount == nothing ? "includes zero" : "includes zero, so this may be chance",
        };
        return $"{on} {change} with {than}; the 95 % interval {Number(d.Low)} to {Number(d.High)} of the difference {ending}";

        string Number(double value) => value.ToString($"F{result.Decimals}", CultureInfo.InvariantCulture);
    }
}
