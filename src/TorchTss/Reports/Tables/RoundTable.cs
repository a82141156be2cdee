using TorchTss.Experiments.Tuning;
using TorchTss.Metrics;

namespace TorchTss.Reports.Tables;

/// <summary>A round of a search: its candidates, the best first and those that were dropped last.</summary>
/// <param name="Title">"Round 3: 9 candidates on 8 pictures".</param>
/// <param name="Outcome">"5 go on, first …".</param>
/// <param name="Rows">One per candidate.</param>
internal sealed record RoundTable(string Title, string Outcome, IReadOnlyList<RoundRow> Rows)
{
    /// <summary>All rounds, in their order.</summary>
    public static IReadOnlyList<RoundTable> Of(TuningResult search) => [.. search.Rounds.Select((round, i) => Of(search, round, i + 1))];

    private static RoundTable Of(TuningResult search, TuningRound round, int number)
    {
        var isDecided = round.Candidates.Count(c => c.Survives) == 1;
        return new RoundTable(
            Sentence.Begun(RoundText.Title(number, round.Kind, round.Candidates.Count, round.Fidelity)),
            RoundText.Outcome(round, search),
            [
                .. from c in round.Candidates
                   let loss = search.Better == Better.Lower ? c.Score : -c.Score
                   orderby c.Dropped is not null, double.IsNaN(loss), loss
                   let fate = c.Dropped is { } why ? $"dropped: {why}"
                       : c.Survives ? isDecided ? "best so far" : "goes on"
                       : round.Kind == RoundKind.Refinement ? "not better" : "out"
                   select new RoundRow(c.Candidate.ToString(), Number.Fixed(c.Score, search.Decimals), fate, c.Survives),
            ]);
    }
}

/// <summary>A candidate of a round.</summary>
/// <param name="Candidate">Which.</param>
/// <param name="Score">Its mean.</param>
/// <param name="Fate">What came of it.</param>
/// <param name="Survives">Whether it goes on.</param>
internal sealed record RoundRow(string Candidate, string Score, string Fate, bool Survives);
