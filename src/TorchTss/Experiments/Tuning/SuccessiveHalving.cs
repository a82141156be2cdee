using TorchTss.Metrics;

namespace TorchTss.Experiments.Tuning;

/// <summary>Many candidates on little, the better part of them on more, the few best on everything; then half a grid step around the best.</summary>
/// <remarks>Jamieson and Talwalkar 2016, with η as in Hyperband (Li et al. 2017): every round keeps 1/η of its candidates and measures them on η
/// times as much. Nothing is drawn at random and ties go to the first, so that the same scores lead to the same decisions: a search that was cut
/// off makes them again from the scores that were kept.</remarks>
/// <param name="eta">η, 2 or more.</param>
/// <param name="ladder">What candidates are measured on, from little to everything.</param>
/// <param name="better">Which way scores improve.</param>
internal sealed class SuccessiveHalving(int eta, IReadOnlyList<Fidelity> ladder, Better better)
{
    /// <summary>So few candidates go straight to the last rung.</summary>
    public const int Few = 4;

    /// <summary>How often the winner may move by half a step.</summary>
    public const int Refinements = 2;

    private int Top => ladder.Count - 1;

    /// <summary>Searches.</summary>
    /// <param name="candidates">The grid, one or more, each once.</param>
    /// <param name="around">What lies half a grid step around a candidate.</param>
    /// <param name="judge">Measures.</param>
    /// <param name="finished">Told after every round.</param>
    /// <returns>The best on everything; null when every candidate was dropped.</returns>
    public Candidate? Search(
        IReadOnlyList<Candidate> candidates, Func<Candidate, IReadOnlyList<Candidate>> around, Judge judge, Action<TuningRound>? finished = null)
    {
        var (left, rung) = (candidates, candidates.Count <= Few ? Top : 0);
        TuningRound round;
        while (true)
        {
            round = Round(RoundKind.Halving, left, rung, rung == Top ? 1 : Kept(left.Count));
            left = round.Survivors();
            if (rung == Top || left.Count == 0) break;
            rung = Next(rung, left.Count);
        }
        if (left.Count == 0) return null;
        var best = round.Candidates.Single(c => c.Survives);
        var known = round.Candidates.Select(c => c.Candidate).ToHashSet();
        for (var i = 0; i < Refinements; i++)
        {
            Candidate[] fresh = [.. around(best.Candidate).Where(known.Add)];
            if (fresh.Length == 0) break;
            var refined = Round(RoundKind.Refinement, fresh, Top, 1, toBeat: best.Score);
            if (refined.Candidates.SingleOrDefault(c => c.Survives) is not { } improved) break;
            best = improved;
        }
        return best.Candidate;

        TuningRound Round(RoundKind kind, IReadOnlyList<Candidate> measured, int on, int keep, double? toBeat = null)
        {
            var judgements = judge(kind, measured, ladder[on]);
            var kept = measured.Zip(judgements)
                .Where(j => j.Second.Dropped is null && (toBeat is null || Loss(j.Second.Score) < Loss(toBeat.Value)))
                .OrderBy(j => Loss(j.Second.Score)).Take(keep).Select(j => j.First).ToHashSet();
            var judged = new TuningRound(
                kind, ladder[on], [.. measured.Zip(judgements, (c, j) => new JudgedCandidate(c, j.Score, j.Dropped, kept.Contains(c)))]);
            finished?.Invoke(judged);
            return judged;
        }
    }

    /// <summary>The most runs that a search can need, each run counted once.</summary>
    /// <param name="candidates">Points of the grid.</param>
    /// <param name="around">Points around one at most.</param>
    public long Most(int candidates, int around)
    {
        var (cells, left, rung, before) = (0L, candidates, candidates <= Few ? Top : 0, 0);
        while (true)
        {
            cells += (long)left * (ladder[rung].Cells - before);
            before = ladder[rung].Cells;
            if (rung == Top) return cells + (long)Refinements * around * before;
            left = Kept(left);
            rung = Next(rung, left);
        }
    }

    private int Kept(int count) => (count + eta - 1) / eta;

    private int Next(int rung, int left) => left <= Few ? Top : rung + 1;

    private double Loss(double score) => better == Better.Lower ? score : -score;
}
