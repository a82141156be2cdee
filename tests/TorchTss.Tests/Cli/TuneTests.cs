using TorchTss.Experiments.Results;
using TorchTss.Imaging;
using TorchTss.Metrics;
using TorchTss.Runtime;

namespace TorchTss.Tests.Cli;

/// <summary><c>tss tune</c> on the tiny host, judged by metrics of this assembly.</summary>
[NonParallelizable]
public sealed class TuneTests
{
    private TemporaryFolder _folder = null!;
    private IDisposable _metrics = null!;

    [SetUp]
    public void Begin()
    {
        (_folder, _metrics) = (new TemporaryFolder(), Catalog<IMetric>.Add(typeof(TuneTests).Assembly));
        var random = new Random(1);
        for (var i = 0; i < 4; i++)
        {
            var pixels = new byte[8 * 8 * 3];
            random.NextBytes(pixels);
            ImageFile.Write(new Image8(8, 8, pixels), _folder.File($"p{i}.png"));
        }
    }

    [TearDown]
    public void End()
    {
        _metrics.Dispose();
        _folder.Dispose();
    }

    private string Results => _folder.File("r.sqlite");

    private CommandLine Tune(params string[] options) => CommandLine.Run(
        ["tune", _folder.File("p*.png"), "--metric", "test-mean", "--metrics", "test-mean", "--steps", "3", "--results", Results, .. options]);

    [Test]
    public void A_search_prints_its_rounds_the_winner_and_what_it_is_worth()
    {
        var run = Tune("--tds-only", "--n-grid", "1.5,2", "--a-grid", "0.5");
        Assert.That((run.ExitCode, run.Error), Is.EqualTo((0, "")));
        Assert.That(run.Lines[0], Is.EqualTo("tuning test-mean, higher is better: 2 candidates at 3 steps, 2 pictures to fit on, 2 held out"));
        Assert.That(run.Lines[1..4], Is.EqualTo(new[] { "  n            1.5, 2", "  a            0.5", "  metrics      test-mean" }));
        Assert.That(run.Lines[4], Does.Match(@"^to do: at most 30 cells and about \d+ s$"), "2·2 + twice 4 around on 2, 2·2 and 3·2");
        Assert.That(run.Lines[5], Is.EqualTo("round 1: 2 candidates on 2 pictures"));
        Assert.That(run.Lines[6], Does.Match(@"^\[1/6\] tss=off tss\.n=default tss\.a=default seed=0  p\d  \d+\.\d s, \d+ s left$"));
        Assert.That(run.Output, Does.Match(@"\n  n (1\.5|2), a 0\.5 with test-mean \d+\.\d\d\nround 2: "));
        Assert.That(run.Output, Does.Match(@"\nthe winner, n [\d.]+, a 0\.5, on the 2 held-out pictures \("));
        Assert.That(run.Output, Does.Contain("\nthe same on the 2 fitting pictures: optimistic, the winner was chosen on them\n"));
        Assert.That(run.Output, Does.Match(@"\n  winner - host's own +[+-]?\d"));
        Assert.That(run.Output, Does.Match(@"\noptions: --tds --n [\d.]+ --a 0\.5\n"));
        Assert.That(run.Output, Does.Match(@"\ntss\.json in the folder of the weights: \{""n"": \[[\d.]+, [\d.]+\], ""a"": \[0\.5, 0\.5\]\}\n"));
        Assert.That(run.Output, Does.Match(@"\non the 2 held-out pictures test-mean is .* uniform sampling"));
        Assert.That(run.Output, Does.Contain("\nan interval from 2 pictures is too narrow to be trusted; give 12 or more\n"));
        Assert.That(run.Lines[^1], Is.EqualTo($"results are in {Results}; tss report {Results} -o report.html makes the page"));

        var again = Tune("--tds-only", "--n-grid", "1.5,2", "--a-grid", "0.5");
        Assert.That(again.Lines[4], Does.StartWith("to do: at most 30 cells, 6 of them are there and about "));
        Assert.That(again.Lines.Where(l => l.StartsWith('[')), Is.Empty, "nothing is made twice");
        Assert.That(again.Lines[^3..], Is.EqualTo(run.Lines[^3..]));
    }

    [Test]
    public void The_options_of_the_winner_restore_a_picture()
    {
        var run = Tune("--n-grid", "1,2", "--a-grid", "0.5");
        var options = run.Lines.Single(l => l.StartsWith("options: ", StringComparison.Ordinal))["options: ".Length..].Split(' ');
        Assert.That(options[..3], Is.EqualTo(new[] { "--tds", "--sds", "--n-range" }));
        var restored = CommandLine.Run([_folder.File("p0.png"), "--steps", "1", "--output", _folder.File("out.png"), .. options]);
        Assert.That((restored.ExitCode, restored.Error), Is.EqualTo((0, "")));
    }

    [Test]
    public void A_dry_run_says_the_most_that_it_can_take_and_writes_nothing()
    {
        var names = _folder.Names;
        var run = Tune("--dry-run");
        Assert.That((run.ExitCode, run.Error), Is.EqualTo((0, "")));
        Assert.That(run.Lines[0], Does.StartWith("tuning test-mean, higher is better: 85 candidates at 3 steps, "));
        Assert.That(run.Lines[^1], Does.Match(@"^to do: at most \d+ cells and about \d+ (s|min)$"));
        Assert.That(_folder.Names, Is.EqualTo(names));
    }

    [Test]
    public void Limit_jobs_and_keep_are_those_of_every_experiment()
    {
        Assert.That(Tune("--limit", "3").Error, Is.EqualTo("tss: 3 pictures: a search needs two to fit on and two held out; give 4 or more\n"));
        var run = Tune("--tds-only", "--n-grid", "2", "--a-grid", "0.5", "--jobs", "2", "--keep", "pictures");
        Assert.That((run.ExitCode, run.Error), Is.EqualTo((0, "")));
        using var file = ResultsFile.Read(Results);
        Assert.That(file.Cells().Select(c => c.Picture), Is.All.Not.Null);
    }

    [Test]
    public void Guards_that_nobody_keeps_leave_no_winner()
    {
        var run = Tune("--tds-only", "--n-grid", "2", "--a-grid", "0.5", "--guard", "test-tired:0");
        Assert.That((run.ExitCode, run.Error), Is.EqualTo((0, "")));
        Assert.That(run.Lines[^3..], Is.EqualTo(new[]
        {
            "  none is left; 2 dropped",
            "every candidate was dropped, so there is nothing to recommend; keep uniform sampling, or loosen --guard",
            $"results are in {Results}; tss report {Results} -o report.html makes the page",
        }));
    }

    [TestCase("--metric test-maen", "--metric test-maen: unknown, did you mean test-mean? known: ")]
    [TestCase("--metric test-difference",
        "--metric test-difference: compares with originals and not every picture has one; give --reference, or choose another metric")]
    [TestCase("--n-grid 0.5,2", "--n-grid 0.5: n is a power, 1 for the plain schedule and larger for denser ends; use 1 to 100")]
    [TestCase("--a-grid 0.5,1.2", "--a-grid 1.2: a is the fraction of the schedule at which it turns, between 0 and 1; use for instance 0.5")]
    [TestCase("--n-grid 1;2", "--n-grid 1;2: this is not numbers such as 1,1.5,2; tss --help shows what there is")]
    [TestCase("--n-grid ,", "--n-grid ,: this is not numbers such as 1,1.5,2; tss --help shows what there is")]
    [TestCase("--guard psnr", "--guard psnr: this is not a metric and how much of it may be lost; for instance --guard psnr:0.2")]
    [TestCase("--guard psrn:0.2", "--guard psrn: unknown, did you mean psnr? known: ")]
    [TestCase("--n-range 1,2", "--n-range: unknown option; --help shows all")]
    [TestCase("--eta 1", "--eta 1: every round keeps one part in so many; use 2 or more")]
    [TestCase("--warp late-only", "--warp late-only: does not depend on both n and a, which are what is searched for; use polynomial")]
    [TestCase("--steps 0", "--steps 0: the networks know 1000 training steps; use 1 to 1000")]
    public void Wrong_usage_ends_with_2_and_writes_nothing(string options, string sentence)
    {
        var names = _folder.Names;
        string[] metrics = options.StartsWith("--metric", StringComparison.Ordinal) ? [] : ["--metric", "test-mean"];
        var run = CommandLine.Run(
            ["tune", _folder.File("p*.png"), "--metrics", "test-mean", "--results", Results, .. metrics, .. options.Split(' ')]);
        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, sentence.EndsWith(' ') ? Does.StartWith($"tss: {sentence}") : Is.EqualTo($"tss: {sentence}\n"));
        Assert.That(_folder.Names, Is.EqualTo(names));
    }

    /// <summary>Uniform sampling comes first, and everything after it is worse.</summary>
    [Named("test-tired", "one less every time (test)")]
    private sealed class TiredMetric : IImageMetric
    {
        public MetricTraits Traits { get; } = new() { Title = "tired", Better = Better.Higher };

        public IImageScorer Open(MetricFolder folder, Compute compute) => new Scorer();

        private sealed class Scorer : IImageScorer
        {
            private int _asked;

            public double Score(Image8 image, Image8? reference) => -_asked++;

            public void Dispose()
            {
            }
        }
    }
}
