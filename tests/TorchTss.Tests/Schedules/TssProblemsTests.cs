using TorchTss.Runtime;
using TorchTss.Schedules;
using static System.StringComparison;

namespace TorchTss.Tests.Schedules;

public sealed class TssProblemsTests
{
    // Looked up when a test runs: other tests may add to the catalogue.
    private const string Grids = "<grids>", Warps = "<warps>";

    private static IEnumerable<TestCaseData> Sentences
    {
        get
        {
            var good = new TssSettings();
            const string power = " n is a power, 1 for the plain schedule and larger for denser ends; use 1 to 100";
            const string transition = " a is the fraction of the schedule at which it turns, between 0 and 1; use for instance 0.5";
            yield return Of(good with { N = 0.5 }, $"--n 0.5:{power}");
            yield return Of(good with { N = 101 }, $"--n 101:{power}");
            yield return Of(good with { N = double.NaN }, $"--n NaN:{power}");
            yield return Of(good with { NRange = new(0.9, 2) }, $"--n-range 0.9,2:{power}");
            yield return Of(good with { A = 1.2 }, $"--a 1.2:{transition}");
            yield return Of(good with { A = 0 }, $"--a 0:{transition}");
            yield return Of(good with { ARange = new(0.4, 1) }, $"--a-range 0.4,1:{transition}");
            yield return Of(good with { VarianceWindow = 32 },
                "--variance-window 32: the window is an odd number of pixels, 3 or more; use for instance 31");
            yield return Of(good with { VarianceWindow = 1 },
                "--variance-window 1: the window is an odd number of pixels, 3 or more; use for instance 3");
            yield return Of(good with { VarianceSigma = 0 },
                "--variance-sigma 0: the blur needs a width of 0.1 pixels or more; use for instance 5.3, or leave it out");
            yield return Of(good with { Warp = "polynomal" }, $"--warp polynomal: unknown, did you mean polynomial? known: {Warps}");
            yield return Of(good with { Warp = "karras" },
                $"--warp karras: unknown, but karras is a base grid; use --base-grid karras, or one of {Warps}");
            yield return Of(good with { Warp = "exponential:k=9" }, "--warp: k=9: expected 0.0001 to 0.1");
            yield return Of(good with { BaseGrid = "papier" }, $"--base-grid papier: unknown, did you mean paper? known: {Grids}");
            yield return Of(good with { BaseGrid = "hots" }, $"--base-grid hots: unknown, did you mean host? known: {Grids}");
            yield return Of(good with { BaseGrid = "late-only" },
                $"--base-grid late-only: unknown, but late-only is a warp; use --warp late-only, or one of {Grids}");
        }
    }

    [TestCaseSource(nameof(Sentences))]
    public void Each_problem_is_one_sentence(TssSettings settings, string sentence) =>
        Assert.That(settings.Problems(), Is.EqualTo(new[] { sentence.Replace(Grids, KnownGrids, Ordinal).Replace(Warps, KnownWarps, Ordinal) }));

    [Test]
    [TestCase(1200, 1000, "--steps 1200: the networks know 1000 training steps; use 1 to 1000")]
    [TestCase(0, 1000, "--steps 0: the networks know 1000 training steps; use 1 to 1000")]
    [TestCase(51, 50, "--steps 51: the networks know 50 training steps; use 1 to 50")]
    public void Steps_lie_within_the_training_steps(int steps, int known, string sentence) =>
        Assert.That(new TssSettings().Problems(steps, known), Is.EqualTo(new[] { sentence }));

    [Test]
    public void All_problems_are_returned_together()
    {
        var settings = new TssSettings { N = 0, A = 2, NRange = new(0, 1), ARange = new(0, 1), VarianceWindow = 2, VarianceSigma = -1 };
        settings = settings with { Warp = "x", BaseGrid = "x" };
        Assert.That(settings.Problems(0).Select(p => p.Split(' ')[0]), Is.EqualTo(new[]
        {
            "--steps", "--n", "--a", "--n-range", "--a-range", "--base-grid", "--warp", "--variance-window", "--variance-sigma",
        }));
    }

    [Test]
    public void Good_settings_have_none()
    {
        Assert.That(new TssSettings().Problems(1), Is.Empty);
        var reversed = new TssSettings { N = 1, A = 0.3, NRange = new(2, 1), ARange = new(0.6, 0.4) };
        Assert.That((reversed with { Warp = "exponential:k=0.01", BaseGrid = "leading:offset=0" }).Problems(1000), Is.Empty);
    }

    private static string KnownGrids =>
        string.Join(", ", Catalog<IBaseGrid>.Entries.Select(e => e.Name).Append("host").Order(StringComparer.Ordinal));

    private static string KnownWarps => string.Join(", ", Catalog<ITimeWarp>.Entries.Select(e => e.Name));

    private static TestCaseData Of(TssSettings settings, string sentence) =>
        new TestCaseData(settings, sentence).SetArgDisplayNames(sentence.Split(':')[0]);
}
