using System.Text.Json;
using TorchTss.Experiments;
using TorchTss.Experiments.Results;
using TorchTss.Experiments.Statistics;
using TorchTss.Experiments.Tuning;
using TorchTss.Imaging;
using TorchTss.Metrics;
using TorchTss.Runtime;

namespace TorchTss.Tests.Experiments.Tuning;

/// <summary>Searches on the tiny host, judged by metrics of this assembly.</summary>
[NonParallelizable]
public sealed class TunerTests
{
    private const string Uniform = "tss=off tss.n=default tss.a=default";

    private static readonly Tuner _tuner = new()
    {
        Base = new RunSettings { Steps = 2 },
        Metric = "test-mean",
        Others = ["test-difference"],
        TdsOnly = true,
        NGrid = [1, 1.5, 2],
        AGrid = [0.4, 0.6],
        First = 1,
    };

    private TemporaryFolder _folder = null!;
    private TestCatalogues _catalogues = null!;
    private IReadOnlyList<ExperimentInput> _inputs = null!;

    [SetUp]
    public void Begin()
    {
        (_folder, _catalogues) = (new TemporaryFolder(), new TestCatalogues());
        var (low, high) = (_folder.File("lr"), _folder.File("hr"));
        Directory.CreateDirectory(low);
        Directory.CreateDirectory(high);
        for (var i = 0; i < 6; i++)
        {
            ImageFile.Write(Noise(8, i), Path.Combine(low, $"p{i}.png"));
            ImageFile.Write(Noise(32, i + 100), Path.Combine(high, $"p{i}.png"));
        }
        _inputs = ExperimentInputs.Pair([low], high);
    }

    [TearDown]
    public void End()
    {
        _catalogues.Dispose();
        _folder.Dispose();
    }

    [Test]
    public void The_winner_is_the_best_on_the_fitting_pictures_and_is_judged_on_the_others()
    {
        var results = _folder.File("r.sqlite");
        var found = _tuner.Run(_inputs, results);
        using var file = ResultsFile.Read(results);
        var last = found.Rounds.Last(r => r.Fidelity.Pictures == 3 && r.Survivors().Count > 0);
        Assert.That(found.Winner, Is.EqualTo(last.Survivors().Single()));
        var mean = ByPicture(file, found.Winner!.Value, found.Split.Fitting).Average();
        Assert.That(last.Candidates.Single(c => c.Survives).Score, Is.EqualTo(mean).Within(1e-12));
        Assert.That(found.Rounds.Where(r => r.Fidelity.Pictures == 3).SelectMany(r => r.Candidates).Max(c => c.Score),
            Is.EqualTo(last.Candidates.Single(c => c.Survives).Score), "the mean is better when higher");

        Assert.That(found.HeldOut.Select(c => (c.Against, c.Metric)), Is.EqualTo(new[]
        {
            ("uniform", "test-mean"), ("uniform", "test-difference"), ("default", "test-mean"), ("default", "test-difference"),
        }));
        foreach (var (part, comparisons) in new[] { (found.Split.HeldOut, found.HeldOut), (found.Split.Fitting, found.Fitting) })
        {
            double[] differences =
            [
                .. ByPicture(file, found.Winner.Value, part).Zip(ByPicture(file, Uniform, part), (w, u) => w - u),
            ];
            Assert.That(comparisons[0].Paired.Difference, Is.EqualTo(Bootstrap.Mean([.. differences])).Using<Interval>(SameMean));
            Assert.That(comparisons[0].Paired.Wins, Is.EqualTo(differences.Count(d => d > 0)));
        }
    }

    [Test]
    public void The_search_never_sees_a_held_out_picture()
    {
        var results = _folder.File("r.sqlite");
        var found = _tuner.Run(_inputs, results);
        using var file = ResultsFile.Read(results);
        var settings = file.Settings().ToLookup(s => s.Id);
        var onHeldOut = file.Cells().Where(c => found.Split.HeldOut.Contains(c.Input)).Select(c => c.Setting).Distinct().ToArray();
        string[] expected = [Uniform, "tss=tds tss.n=default tss.a=default", Group(found.Winner!.Value)];
        Assert.That(onHeldOut.SelectMany(s => settings[s]).Select(s => s.Group), Is.SupersetOf(expected));
        Assert.That(onHeldOut, Has.Length.LessThanOrEqualTo(3));
    }

    [Test]
    public void No_more_runs_are_made_than_was_said()
    {
        var results = _folder.File("r.sqlite");
        var plan = TuningPlan.Of(_tuner, _inputs, new MetricFolder());
        var before = TuningEstimate.Of(plan, new MetricFolder(), results);
        _tuner.Run(_inputs, results);
        using (var file = ResultsFile.Read(results)) Assert.That(file.Cells(), Has.Count.LessThanOrEqualTo(before.Most));
        var after = TuningEstimate.Of(plan, new MetricFolder(), results);
        Assert.That((before.Made, after.Made), Is.EqualTo((0, plan.Candidates.Count + 1)), "the first round with uniform sampling");
        Assert.That(before.Time, Is.GreaterThan(TimeSpan.Zero));
    }

    [Test]
    public void A_search_that_is_cut_off_again_and_again_ends_as_an_undisturbed_one()
    {
        var (whole, broken) = (_folder.File("whole.sqlite"), _folder.File("broken.sqlite"));
        var expected = Text(_tuner.Run(_inputs, whole));
        for (var i = 0; i < 100; i++)
        {
            using var stop = new CancellationTokenSource();
            var cells = 0;
            var progress = new Listener(p =>
            {
                if (p.Cell is not null && ++cells == 7) stop.Cancel();
            });
            try
            {
                Assert.That(Text(_tuner.Run(_inputs, broken, progress: progress, cancellation: stop.Token)), Is.EqualTo(expected));
                break;
            }
            catch (OperationCanceledException)
            {
                using var sofar = ResultsFile.Read(broken);
                Assert.That(TuningResult.Read(sofar)?.Finished, Is.Not.True);
            }
        }
        using var a = ResultsFile.Read(whole);
        using var b = ResultsFile.Read(broken);
        Assert.That(b.Scores().Order(), Is.EqualTo(a.Scores().Order()));
        Assert.That(Text(TuningResult.Read(b)!), Is.EqualTo(expected));
    }

    [Test]
    public void A_file_is_a_searchs_from_the_first_run_on()
    {
        using var stop = new CancellationTokenSource();
        var progress = new Listener(p =>
        {
            if (p.Cell is not null) stop.Cancel();
        });
        Assert.That(() => _tuner.Run(_inputs, _folder.File("r.sqlite"), progress: progress, cancellation: stop.Token),
            Throws.InstanceOf<OperationCanceledException>());
        using var file = ResultsFile.Read(_folder.File("r.sqlite"));
        var sofar = TuningResult.Read(file)!;
        Assert.That((sofar.Finished, sofar.Rounds.Count, sofar.Split.Fitting.Count), Is.EqualTo((false, 0, 3)));
    }

    [Test]
    public void Running_again_makes_nothing()
    {
        var results = _folder.File("r.sqlite");
        var made = new List<TuningProgress>();
        var first = _tuner.Run(_inputs, results);
        var second = _tuner.Run(_inputs, results, progress: new Listener(made.Add));
        Assert.That(made.Where(p => p.Cell is not null), Is.Empty);
        Assert.That(Text(second), Is.EqualTo(Text(first)));
    }

    [Test]
    public void A_guard_drops_what_loses_more_than_it_allows()
    {
        var results = _folder.File("r.sqlite");
        var found = (_tuner with { Guards = [new("test-difference", 0)] }).Run(_inputs, results);
        using var file = ResultsFile.Read(results);
        var judged = found.Rounds.SelectMany(r => r.Candidates.Select(c => (r.Fidelity, Candidate: c))).ToArray();
        Assert.That(judged.Select(c => c.Candidate.Dropped is null).Distinct().Count(), Is.EqualTo(2), "some are dropped and some are not");
        foreach (var (on, candidate) in judged)
        {
            string[] pictures = [.. found.Split.Fitting.Take(on.Pictures)];
            var loss = ByPicture(file, Group(candidate.Candidate), pictures, "test-difference").Average()
                - ByPicture(file, Uniform, pictures, "test-difference").Average();
            var reason = FormattableString.Invariant($"test-difference is {loss:0.####} worse than with uniform sampling, and 0 is allowed");
            Assert.That(candidate.Dropped, Is.EqualTo(loss > 0 ? reason : null));
            Assert.That(candidate.Survives && candidate.Dropped is not null, Is.False);
        }
    }

    [Test]
    public void The_note_of_the_results_file_is_the_result()
    {
        var results = _folder.File("r.sqlite");
        var found = (_tuner with { Seeds = 2, Guards = [new("test-difference", 500)] }).Run(_inputs, results);
        using var file = ResultsFile.Read(results);
        Assert.That(Text(TuningResult.Read(file)!), Is.EqualTo(Text(found)));
        using var note = JsonDocument.Parse(file.Note("tune")!);
        var root = note.RootElement;
        Assert.That(root.EnumerateObject().Select(p => p.Name), Is.EquivalentTo(new[]
        {
            "metric", "better", "decimals", "guards", "spatial", "anyOrder", "nGrid", "aGrid", "eta", "seeds", "steps", "holdout", "splitSeed",
            "split", "rounds", "winner", "edges", "heldOut", "fitting", "finished",
        }));
        Assert.That(root.GetProperty("rounds")[0].GetProperty("candidates")[0].GetProperty("candidate").GetProperty("options").GetString(),
            Is.EqualTo("--tds --n 1.5 --a 0.4"));
        Assert.That(root.GetProperty("rounds")[0].GetRawText(),
            Does.StartWith("{\"kind\":\"halving\",\"fidelity\":{\"pictures\":1,\"seeds\":1,\"cells\":1}"));
        Assert.That(root.GetProperty("heldOut")[0].GetProperty("paired").EnumerateObject().Select(p => p.Name),
            Is.EquivalentTo(new[] { "difference", "wins", "losses", "ties", "better", "verdict" }));
        Assert.That(found.Rounds[^1].Fidelity, Is.EqualTo(new Fidelity(3, 2)), "seeds are doubled when pictures have run out");
    }

    [Test]
    public void The_hosts_own_ranges_are_a_candidate([Values] bool tdsOnly) => Assert.That(
        TuningPlan.Of(_tuner with { TdsOnly = tdsOnly, NGrid = [1.2, 1.7] }, _inputs, new MetricFolder()).Candidates[^1].ToString(),
        Is.EqualTo(tdsOnly ? "n 1.5, a 0.5" : "n 1–2, a 0.4–0.6"));

    [Test]
    public void A_report_compares_every_candidate_with_uniform_sampling()
    {
        var results = _folder.File("r.sqlite");
        _tuner.Run(_inputs, results);
        using var file = ResultsFile.Read(results);
        var rows = ResultsSummary.Of(file).Rows;
        Assert.That(rows[0].Group, Is.EqualTo(Uniform));
        Assert.That(rows[0].Baseline, Is.Null);
        Assert.That(rows.Skip(1).Select(r => r.Baseline), Is.All.EqualTo(rows[0].Group));
    }

    [Test]
    public void A_picture_that_fails_ends_the_search_with_its_reason()
    {
        var broken = Path.Combine(_folder.File("lr"), "p2.png");
        var progress = new Listener(p => File.WriteAllText(broken, "gone"));
        var tuner = _tuner with { First = 3, Holdout = 0.1 };
        var e = Assert.Throws<UserException>(() => tuner.Run(_inputs, _folder.File("r.sqlite"), progress: progress));
        Assert.That(e!.Message, Does.StartWith($"{broken}: ").And.EndsWith(
            "; a search compares settings on the same pictures, so leave the picture out if this cannot be mended"));
    }

    private static IReadOnlyList<double> ByPicture(ResultsFile file, Candidate candidate, IReadOnlyList<string> pictures) =>
        ByPicture(file, Group(candidate), pictures);

    private static IReadOnlyList<double> ByPicture(ResultsFile file, string group, IReadOnlyList<string> pictures, string metric = "test-mean")
    {
        var setting = file.Settings().Single(s => s.Group == group).Id;
        var scores = file.Scores().Where(s => s.Metric == metric).ToDictionary(s => s.Cell, s => s.Value);
        return [.. pictures.Select(p => scores[file.Cells().Single(c => c.Setting == setting && c.Input == p).Id])];
    }

    private static string Group(Candidate candidate) => string.Join(' ', Trial.Of(candidate).Axes.Select(a => $"{a.Key}={a.Value}"));

    private static bool SameMean(Interval a, Interval b) => Math.Abs(a.Mean - b.Mean) < 1e-12 && a.Count == b.Count;

    private static string Text(TuningResult result) => JsonSerializer.Serialize(result, SettingsJson.Options);

    /// <summary>Half contrast: a largest difference that is not always 255.</summary>
    private static Image8 Noise(int side, int seed)
    {
        var random = new Random(seed);
        return new Image8(side, side, [.. Enumerable.Range(0, side * side * 3).Select(_ => (byte)random.Next(64, 192))]);
    }

    private sealed class Listener(Action<TuningProgress> report) : IProgress<TuningProgress>
    {
        public void Report(TuningProgress value) => report(value);
    }
}
