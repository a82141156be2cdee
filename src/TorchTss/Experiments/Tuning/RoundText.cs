using System.Globalization;
using TorchTss.Metrics;

namespace TorchTss.Experiments.Tuning;

/// <summary>A round in words: what is measured, and what came of it.</summary>
internal static class RoundText
{
    /// <summary>"round 3: 9 candidates on 8 pictures".</summary>
    /// <param name="number">From 1.</param>
    /// <param name="kind">Why they are measured.</param>
    /// <param name="candidates">How many.</param>
    /// <param name="on">On what.</param>
    public static string Title(int number, RoundKind kind, int candidates, Fidelity on)
    {
        var where = kind == RoundKind.Refinement ? " half a grid step from the best" : "";
        var seeds = on.Seeds > 1 ? $" x {on.Seeds} seeds" : "";
        return $"round {number}: {Many(candidates, "candidate")}{where} on {Many(on.Pictures, "picture")}{seeds}";
    }

    /// <summary>"5 go on, first n 1–1.8, a 0.5–0.5 with niqe 3.12; 2 dropped".</summary>
    public static string Outcome(TuningRound round, TuningResult search)
    {
        var dropped = round.Candidates.Count(c => c.Dropped is not null);
        var lead = round.Candidates.Where(c => c.Survives).ToArray() switch
        {
            [] => round.Kind == RoundKind.Refinement ? "none is better" : "none is left",
            [var only] => Best(only),
            var several => $"{several.Length} go on, first {Best(several.MinBy(c => search.Better == Better.Lower ? c.Score : -c.Score)!)}",
        };
        return $"{lead}{(dropped > 0 ? $"; {dropped} dropped" : "")}";

        string Best(JudgedCandidate c) =>
            $"{c.Candidate} with {search.Metric} {c.Score.ToString($"F{search.Decimals}", CultureInfo.InvariantCulture)}";
    }

    /// <summary>"1 candidate", "9 candidates".</summary>
    public static string Many(int count, string thing) => $"{count} {thing}{(count == 1 ? "" : "s")}";
}
