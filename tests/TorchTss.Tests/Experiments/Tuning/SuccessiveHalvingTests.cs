using TorchTss.Experiments.Tuning;
using TorchTss.Metrics;
using TorchTss.Schedules;

namespace TorchTss.Tests.Experiments.Tuning;

public sealed class SuccessiveHalvingTests
{
    private const double NStep = 0.4, AStep = 0.2;

    private static readonly Candidate _bottom = new(new ValueRange(1.3, 2.05), new ValueRange(0.38, 0.6), true);

    private static readonly IReadOnlyList<Fidelity> _ladder = Fidelity.Ladder(first: 2, pictures: 16, seeds: 1, eta: 2);

    private static SuccessiveHalving Halving(int eta = 2, Better better = Better.Lower) => new(eta, _ladder, better);

    [Test]
    public void Without_noise_the_best_point_of_the_half_step_grid_is_found()
    {
        var synthetic = new Synthetic(_bottom, noise: 0, seed: 1);
        var space = Synthetic.Space();
        var winner = Halving().Search(space.Grid(), space.Around, synthetic.Measure)!.Value;
        Assert.That(Near(winner, NStep / 2, AStep / 2), Is.True, $"{winner}");
    }

    [Test]
    public void With_noise_the_bottom_is_found_within_a_grid_step([Range(1, 20)] int seed)
    {
        var synthetic = new Synthetic(_bottom, noise: 0.1, seed);
        var space = Synthetic.Space();
        var winner = Halving().Search(space.Grid(), space.Around, synthetic.Measure)!.Value;
        Assert.That(Near(winner, NStep, AStep), Is.True, $"{winner}");
    }

    [Test]
    public void Higher_scores_are_sought_where_higher_is_better()
    {
        var synthetic = new Synthetic(_bottom, noise: 0.05, seed: 3);
        var space = Synthetic.Space();
        var down = Halving().Search(space.Grid(), space.Around, synthetic.Measure);
        var up = Halving(better: Better.Higher).Search(space.Grid(), space.Around,
            (kind, c, on) => [.. synthetic.Measure(kind, c, on).Select(j => new Judgement(-j.Score))]);
        Assert.That(up, Is.EqualTo(down));
    }

    [Test]
    public void A_winner_of_tds_alone_is_found_too()
    {
        var bottom = new Candidate(new ValueRange(1.95, 1.95), new ValueRange(0.42, 0.42), false);
        var synthetic = new Synthetic(bottom, noise: 0.05, seed: 5);
        var space = Synthetic.Space(spatial: false);
        var winner = Halving().Search(space.Grid(), space.Around, synthetic.Measure)!.Value;
        Assert.That(Math.Abs(winner.N.Minimum - 1.95), Is.LessThanOrEqualTo(NStep / 2));
        Assert.That(Math.Abs(winner.A.Minimum - 0.42), Is.LessThanOrEqualTo(AStep / 2));
    }

    [TestCase(2), TestCase(3), TestCase(5)]
    public void No_search_takes_more_runs_than_was_said(int eta)
    {
        var space = Synthetic.Space();
        for (var count = 1; count <= space.Grid().Count; count += 7)
        {
            foreach (var ladder in new[] { _ladder, Fidelity.Ladder(1, 5, 3, eta), Fidelity.Ladder(2, 2, 1, eta) })
            {
                var synthetic = new Synthetic(_bottom, noise: 1, seed: count);
                var halving = new SuccessiveHalving(eta, ladder, Better.Lower);
                halving.Search([.. space.Grid().Take(count)], space.Around, synthetic.Measure);
                Assert.That(synthetic.Made, Is.LessThanOrEqualTo(halving.Most(count, space.MostAround)).And.Positive);
            }
        }
    }

    [Test]
    public void The_bound_is_that_of_the_rounds()
    {
        // 84 on 2, 42 on 4, 21 on 8, 11 on 16, then 8 around the best, twice, on 16.
        Assert.That(Halving().Most(84, 8), Is.EqualTo(84 * 2 + 42 * 2 + 21 * 4 + 11 * 8 + 2 * 8 * 16));
        // Four or fewer go to the top at once.
        Assert.That(Halving().Most(4, 8), Is.EqualTo(4 * 16 + 2 * 8 * 16));
        Assert.That(Halving().Most(5, 8), Is.EqualTo(5 * 2 + 3 * 14 + 2 * 8 * 16));
    }

    [Test]
    public void Every_round_keeps_its_better_part_and_measures_it_on_more()
    {
        var rounds = Run(new Synthetic(_bottom, noise: 0.1, seed: 2)).Rounds;
        var halving = rounds.Where(r => r.Kind == RoundKind.Halving).ToArray();
        Assert.That(halving.Select(r => (r.Candidates.Count, r.Fidelity.Pictures, r.Survivors().Count)),
            Is.EqualTo(new[] { (84, 2, 42), (42, 4, 21), (21, 8, 11), (11, 16, 1) }));
        foreach (var (round, next) in halving.Zip(halving.Skip(1)))
        {
            Assert.That(next.Candidates.Select(c => c.Candidate), Is.EqualTo(round.Survivors()));
        }
        foreach (var round in halving)
        {
            var (better, worse) = (round.Candidates.Where(c => c.Survives), round.Candidates.Where(c => !c.Survives));
            Assert.That(better.Max(c => c.Score), Is.LessThan(worse.Min(c => c.Score)));
        }
    }

    [Test]
    public void An_interruption_at_any_run_changes_nothing()
    {
        var undisturbed = new Synthetic(_bottom, noise: 0.2, seed: 4);
        var expected = Text(Run(undisturbed, spatial: false));
        for (var after = 0; after < undisturbed.Made; after++)
        {
            var synthetic = new Synthetic(_bottom, noise: 0.2, seed: 4) { FailsAfter = after };
            Assert.That(() => Run(synthetic, spatial: false), Throws.TypeOf<IOException>());
            synthetic.FailsAfter = null;
            Assert.That(Text(Run(synthetic, spatial: false)), Is.EqualTo(expected));
            Assert.That(synthetic.Made, Is.EqualTo(undisturbed.Made), "nothing was run twice");
        }
    }

    [Test]
    public void Ties_go_to_the_first()
    {
        var space = Synthetic.Space();
        var winner = Halving().Search(space.Grid(), space.Around, (_, candidates, _) => [.. candidates.Select(_ => new Judgement(1))]);
        Assert.That(winner, Is.EqualTo(space.Grid()[0]));
    }

    [Test]
    public void Dropped_candidates_never_win_however_good_they_are()
    {
        var synthetic = new Synthetic(_bottom, noise: 0, seed: 1);
        var space = Synthetic.Space();
        var winner = Halving().Search(space.Grid(), space.Around, (kind, candidates, on) =>
            [.. synthetic.Measure(kind, candidates, on).Zip(candidates, (j, c) => j with { Dropped = c.A.Maximum > 0.55 ? "too late" : null })]);
        Assert.That(winner!.Value.A.Maximum, Is.LessThanOrEqualTo(0.55));
    }

    [Test]
    public void Nothing_wins_when_all_are_dropped()
    {
        var rounds = new List<TuningRound>();
        var space = Synthetic.Space();
        Assert.That(Halving().Search(space.Grid(), space.Around, (_, c, _) => [.. c.Select(_ => new Judgement(1, "bad"))], rounds.Add), Is.Null);
        Assert.That(rounds, Has.Count.EqualTo(1));
    }

    private static (Candidate? Winner, IReadOnlyList<TuningRound> Rounds) Run(Synthetic synthetic, bool spatial = true)
    {
        var (rounds, space) = (new List<TuningRound>(), Synthetic.Space(spatial));
        return (Halving().Search(space.Grid(), space.Around, synthetic.Measure, rounds.Add), rounds);
    }

    private static string Text((Candidate? Winner, IReadOnlyList<TuningRound> Rounds) search) =>
        $"{search.Winner}\n{string.Join('\n', search.Rounds.Select(r => $"{r.Kind} {r.Fidelity} {string.Join(' ', r.Candidates)}"))}";

    private static bool Near(Candidate c, double n, double a) =>
        Math.Abs(c.N.Minimum - _bottom.N.Minimum) <= n && Math.Abs(c.N.Maximum - _bottom.N.Maximum) <= n
        && Math.Abs(c.A.Minimum - _bottom.A.Minimum) <= a && Math.Abs(c.A.Maximum - _bottom.A.Maximum) <= a;
}
