using TorchTss.Experiments.Tuning;
using TorchTss.Metrics;
using TorchTss.Schedules;

namespace TorchTss.Tests.Experiments.Tuning;

[NonParallelizable]
public sealed class TuningProblemsTests
{
    private static readonly Tuner _fine = new() { Metric = "test-mean", Others = [] };

    private TestCatalogues _catalogues = null!;

    [SetUp]
    public void Begin() => _catalogues = new TestCatalogues();

    [TearDown]
    public void End() => _catalogues.Dispose();

    [Test]
    public void Nothing_is_wrong_with_the_defaults() => Assert.That(Problems(_fine, 4, false), Is.Empty);

    [Test]
    public void An_unknown_metric() =>
        Begins(_fine with { Metric = "test-maen" }, "--metric test-maen: unknown, did you mean test-mean? known: ");

    [Test]
    public void An_unknown_guard() =>
        Begins(_fine with { Guards = [new("test-maen", 1)] }, "--guard test-maen: unknown, did you mean test-mean? known: ");

    [Test]
    public void A_metric_that_needs_originals()
    {
        Only(_fine with { Metric = "test-difference" },
            "--metric test-difference: compares with originals and not every picture has one; give --reference, or choose another metric");
        Only(_fine with { Guards = [new("test-difference", 0.5)] },
            "--guard test-difference:0.5: compares with originals and not every picture has one; give --reference, or choose another metric");
        Assert.That(Problems(_fine with { Metric = "test-difference" }, 4, referenced: true), Is.Empty);
    }

    [Test]
    public void A_metric_of_sets() => Only(_fine with { Metric = "test-set" },
        "--metric test-set: compares sets and gives single pictures no score; choose another metric");

    [Test]
    public void A_metric_without_its_file() => Assert.That(
        Problems(_fine with { Metric = "test-weights" }, 4, false, new MetricFolder("/metrics")), Is.EqualTo(new[]
        {
            "--metric test-weights: test.safetensors: not found; wanted is a test's weights (about 12.5 MB, SHA-256 abc); put it in /metrics",
        }));

    [Test]
    public void Empty_grids()
    {
        Only(_fine with { NGrid = [] }, "--n-grid: has no values; give for instance --n-grid 1,1.4,1.8");
        Only(_fine with { AGrid = [] }, "--a-grid: has no values; give for instance --a-grid 0.3,0.5,0.7");
        Only(_fine with { NGrid = [1] }, "--n-grid 1: n = 1 is uniform sampling whatever a is; add a value above 1");
    }

    [Test]
    public void Values_that_cannot_be()
    {
        Only(_fine with { NGrid = [0.5, 1.5] }, "--n-grid 0.5: n is a power, 1 for the plain schedule and larger for denser ends; use 1 to 100");
        Only(_fine with { NGrid = [1, double.NaN] }, "--n-grid NaN: n is a power, 1 for the plain schedule and larger for denser ends; use 1 to 100");
        Only(_fine with { AGrid = [0.5, 1] },
            "--a-grid 1: a is the fraction of the schedule at which it turns, between 0 and 1; use for instance 0.5");
        Only(_fine with { AGrid = [0] }, "--a-grid 0: a is the fraction of the schedule at which it turns, between 0 and 1; use for instance 0.5");
    }

    [Test]
    public void Numbers_of_the_search_that_cannot_be()
    {
        Only(_fine with { Eta = 1 }, "--eta 1: every round keeps one part in so many; use 2 or more");
        Only(_fine with { First = 0 }, "--first 0: the first round needs a picture; use 1 or more");
        Only(_fine with { Seeds = 0 }, "--seeds 0: every picture is restored once to 1000 times; use 1 to 1000");
        Only(_fine with { Holdout = 1 },
            "--holdout 1: is the part of the pictures that the search does not see, between 0 and 1; use for instance 0.5");
        Only(_fine with { Holdout = double.NaN },
            "--holdout NaN: is the part of the pictures that the search does not see, between 0 and 1; use for instance 0.5");
    }

    [TestCase(0, "0 pictures"), TestCase(1, "1 picture"), TestCase(3, "3 pictures")]
    public void Too_few_pictures(int count, string found) => Assert.That(
        Problems(_fine, count, false), Is.EqualTo(new[] { $"{found}: a search needs two to fit on and two held out; give 4 or more" }));

    [TestCase("late-only"), TestCase("trigonometric"), TestCase("uniform")]
    public void A_warp_without_n_or_a(string warp) => Only(_fine with { Base = new RunSettings { Tss = new TssSettings { Warp = warp } } },
        $"--warp {warp}: does not depend on both n and a, which are what is searched for; use polynomial");

    [Test]
    public void All_problems_are_told_at_once() => Assert.That(
        Problems(_fine with { Metric = "test-set", NGrid = [0, -1], AGrid = [], Eta = 0 }, 2, false), Has.Count.EqualTo(6));

    private static IReadOnlyList<string> Problems(Tuner tuner, int pictures, bool referenced, MetricFolder? folder = null) =>
        [.. TuningProblems.Of(tuner, pictures, referenced, folder ?? new MetricFolder())];

    private static void Only(Tuner tuner, string sentence) => Assert.That(Problems(tuner, 4, false), Is.EqualTo(new[] { sentence }));

    private static void Begins(Tuner tuner, string beginning) =>
        Assert.That(Problems(tuner, 4, false), Has.Count.EqualTo(1).And.All.StartsWith(beginning));
}
