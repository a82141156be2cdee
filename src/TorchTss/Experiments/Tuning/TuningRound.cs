namespace TorchTss.Experiments.Tuning;

/// <summary>Candidates that were measured together.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Fidelity">On what.</param>
/// <param name="Candidates">In the order of the grid.</param>
internal sealed record TuningRound(RoundKind Kind, Fidelity Fidelity, IReadOnlyList<JudgedCandidate> Candidates)
{
    /// <summary>Those that go on.</summary>
    public IReadOnlyList<Candidate> Survivors() => [.. Candidates.Where(c => c.Survives).Select(c => c.Candidate)];
}

/// <summary>What a round is for.</summary>
internal enum RoundKind
{
    /// <summary>To keep the better part.</summary>
    Halving,

    /// <summary>To look half a grid step around the best.</summary>
    Refinement,
}

/// <summary>A candidate of a round.</summary>
/// <param name="Candidate">Which.</param>
/// <param name="Score">The mean of the metric over the round's pictures.</param>
/// <param name="Dropped">Why it is out whatever its score; null when it is not.</param>
/// <param name="Survives">Whether it goes on; in the last round of halving and in a refinement, whether it is the best so far.</param>
internal sealed record JudgedCandidate(Candidate Candidate, double Score, string? Dropped, bool Survives);

/// <summary>What a measurement says of a candidate.</summary>
/// <param name="Score">The mean of the metric.</param>
/// <param name="Dropped">Why it is out whatever its score; null when it is not.</param>
internal readonly record struct Judgement(double Score, string? Dropped = null);

/// <summary>Measures candidates.</summary>
/// <param name="kind">What for.</param>
/// <param name="candidates">Which.</param>
/// <param name="fidelity">On what.</param>
/// <returns>One judgement per candidate, in their order.</returns>
internal delegate IReadOnlyList<Judgement> Judge(RoundKind kind, IReadOnlyList<Candidate> candidates, Fidelity fidelity);
