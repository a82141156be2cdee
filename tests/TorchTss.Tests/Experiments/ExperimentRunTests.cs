using TorchTss.Experiments;
using TorchTss.Experiments.Results;
using TorchTss.Imaging;
using TorchTss.Runtime;

namespace TorchTss.Tests.Experiments;

[NonParallelizable]
public sealed class ExperimentRunTests
{
    private TemporaryFolder _folder = null!;
    private TestCatalogues _catalogues = null!;
    private string _results = null!;

    [SetUp]
    public void Begin()
    {
        (_folder, _catalogues) = (new TemporaryFolder(), new TestCatalogues());
        _results = _folder.File("r.sqlite");
    }

    [TearDown]
    public void End()
    {
        _catalogues.Dispose();
        _folder.Dispose();
    }

    private Ablation Define(int pictures = 3)
    {
        var (low, high) = TestPictures.Write(_folder, pictures);
        return Ablation.Define("test", new RunSettings { Host = "echo" })
            .Over("steps", 1, 2).Over("tss", "off", "tss").Over("seed", 0, 1)
            .On(low, originals: high).Measure("test-mean", "test-difference");
    }

    [Test]
    public void Every_cell_is_made_measured_and_averaged()
    {
        var summary = Define().Run(_results);
        Assert.That(summary.Rows.Select(r => (r.Group, r.Pictures)), Is.EqualTo(new[]
        {
            ("steps=1 tss=off", 3), ("steps=1 tss=tss", 3), ("steps=2 tss=off", 3), ("steps=2 tss=tss", 3),
        }));
        // The echo host enlarges flat pictures of 10, 20, 30; their originals are 10, 21, 32.
        Assert.That(summary.Rows[0].Scores["test-mean"].Mean, Is.EqualTo(20).Within(1e-12));
        Assert.That(summary.Rows[0].Scores["test-difference"].Mean, Is.EqualTo(1).Within(1e-12));
        Assert.That(summary.Rows[1].Baseline, Is.EqualTo("steps=1 tss=off"));
        Assert.That(summary.Rows[3].Comparisons["test-mean"].Ties, Is.EqualTo(3));
        using var file = ResultsFile.Read(_results);
        Assert.That(file.Cells(), Has.Count.EqualTo(24));
        Assert.That(file.Connection.Scalar("SELECT count(*) FROM claim"), Is.EqualTo(0L));
    }

    [Test]
    public void Running_again_makes_nothing_and_more_values_make_what_is_new()
    {
        Define().Run(_results);
        var made = new Made();
        Define().Run(_results, progress: made);
        Assert.That(made.Labels, Is.Empty);
        Define().Over("tile", 0, 64).Run(_results, progress: made);
        Assert.That(made.Labels, Has.Count.EqualTo(24).And.All.Contains("tile=64"), "tile=0 is what was there");
    }

    [Test]
    public void A_metric_that_is_added_later_scores_the_kept_pictures()
    {
        var (low, high) = TestPictures.Write(_folder, 3);
        Ablation.Define("test", new RunSettings { Host = "echo" }).On(low, high).Measure("test-mean").Run(_results);
        using (var before = ResultsFile.Read(_results)) Assert.That(before.Scores(), Has.Count.EqualTo(3));
        var summary = Ablation.Define("test", new RunSettings { Host = "echo" }).On(low, high).Measure("test-mean", "test-difference", "test-set").Run(_results);
        Assert.That(summary.Rows.Single().Scores["test-difference"].Mean, Is.EqualTo(1).Within(1e-12));
        Assert.That(summary.Rows.Single().Scores["test-set"].Mean, Is.EqualTo(1).Within(1e-6), "|mean(10, 20, 30) − mean(10, 21, 32)|");
        using var after = ResultsFile.Read(_results);
        Assert.That(after.Cells(), Has.Count.EqualTo(3));
    }

    [Test]
    public void Numbers_alone_keep_no_picture()
    {
        Define().Run(_results, new ExperimentOptions { Keep = Keep.Numbers });
        using var file = ResultsFile.Read(_results);
        Assert.That(file.Cells().Select(c => c.Picture), Is.All.Null);
        Assert.That(file.Connection.Scalar("SELECT count(*) FROM picture"), Is.EqualTo(0L));
    }

    [Test]
    public void Previews_and_variance_and_timestep_maps_are_kept_when_asked_for()
    {
        var (low, high) = TestPictures.Write(_folder, 1);
        ImageFile.Write(new Image8(8, 8, [.. Enumerable.Range(0, 192).Select(i => (byte)(i * 37 % 251))]), Path.Combine(low, "p0.png"));
        Ablation.Define("test", new RunSettings { Host = "echo", Steps = 3 }).Over("tss", "off", "tss").On(low, high).Measure("test-mean")
            .Run(_results, new ExperimentOptions { Keep = Keep.Previews });
        using var file = ResultsFile.Read(_results);
        var input = file.Inputs().Single();
        Assert.That(file.Picture(file.Variance(input.Id)!).Width, Is.EqualTo(4), "latent positions");
        foreach (var cell in file.Cells())
        {
            var steps = file.Steps(cell.Id);
            var spatial = file.Settings().Single(s => s.Id == cell.Setting).Settings.Tss.Sds;
            Assert.That(steps.Select(s => s.Index), Is.EqualTo(new[] { 0, 1, 2 }));
            Assert.That(steps.Select(s => ImageBytes.Decode(s.Preview!, "preview").Width), Is.All.EqualTo(16));
            Assert.That(steps[1].Map is not null, Is.EqualTo(spatial));
        }
    }

    [Test]
    public void Four_jobs_make_the_same_as_one()
    {
        var alone = Define().Run(_results);
        var together = Define().Run(_folder.File("jobs.sqlite"), new ExperimentOptions { Jobs = 4 });
        Assert.That(together.Rows.Select(r => (r.Group, r.Scores["test-mean"], r.Scores["test-difference"])),
            Is.EqualTo(alone.Rows.Select(r => (r.Group, r.Scores["test-mean"], r.Scores["test-difference"]))));
    }

    [Test]
    public void Jobs_that_load_networks_do_not_disturb_those_that_compute()
    {
        // The default device of the process is "meta" while a network is built.
        var (low, _) = TestPictures.Write(_folder, 2);
        Ablation.Define("test", new RunSettings { Steps = 1 }).Over("device", "cpu", "auto").Over("tss", "off", "tss").Over("seed", 0, 1)
            .On(low).Measure("test-mean").Run(_results, new ExperimentOptions { Jobs = 4 });
        using var file = ResultsFile.Read(_results);
        Assert.That(file.Scores(), Has.Count.EqualTo(16));
    }

    [Test]
    public void A_picture_that_cannot_be_made_is_recorded_and_the_others_go_on()
    {
        var plan = Define().Plan();
        var low = _folder.File("lr");
        File.WriteAllText(Path.Combine(low, "p1.png"), "gone");
        using var run = new ExperimentRun(plan, new(), new ExperimentOptions());
        var outcome = run.Run(_results);
        Assert.That(outcome, Is.EqualTo(new ExperimentOutcome(24, 16, 0, 8)));
        using (var file = ResultsFile.Read(_results))
        {
            Assert.That(file.Failures(), Has.Count.EqualTo(8));
            Assert.That(file.Failures()[0].Message, Does.StartWith($"{Path.Combine(low, "p1.png")}: "));
        }
        TestPictures.Write(_folder, 3);
        using var again = new ExperimentRun(plan, new(), new ExperimentOptions());
        Assert.That(again.Run(_results), Is.EqualTo(new ExperimentOutcome(24, 8, 16, 0)));
        using var mended = ResultsFile.Read(_results);
        Assert.That(mended.Failures(), Is.Empty);
    }

    [Test]
    public void A_claim_of_a_living_process_is_waited_for_and_one_of_a_dead_process_is_taken()
    {
        using var file = ResultsFile.Open(_results);
        var (mine, other) = (new CellClaims(file), new CellClaims(file));
        Assert.That((mine.Take("c"), other.Take("c")), Is.EqualTo((true, false)));
        mine.Release("c");
        Assert.That(other.Take("c"), Is.True);
        file.Connection.Execute("UPDATE claim SET process = 2147483646");
        Assert.That(mine.Take("c"), Is.True, "no such process");
        file.Connection.Execute("UPDATE claim SET started = started - 1000");
        Assert.That(other.Take("c"), Is.True, "the number belongs to another process by now");
        file.Connection.Execute("UPDATE claim SET machine = 'elsewhere'");
        Assert.That(mine.Take("c"), Is.False, "cannot be looked at, but was seen just now");
        file.Connection.Execute("UPDATE claim SET seen = seen - 601");
        Assert.That(mine.Take("c"), Is.True);
    }

    [Test]
    public void Cancelling_keeps_what_is_finished_and_gives_claims_back()
    {
        using var stop = new CancellationTokenSource();
        var made = new Made(() => stop.Cancel());
        Assert.That(() => Define().Run(_results, progress: made, cancellation: stop.Token), Throws.InstanceOf<OperationCanceledException>());
        using var file = ResultsFile.Read(_results);
        Assert.That(file.Cells(), Has.Count.EqualTo(1));
        Assert.That(file.Connection.Scalar("SELECT count(*) FROM claim"), Is.EqualTo(0L));
    }

    [Test]
    public void Jobs_below_one_are_refused() => Assert.That(
        () => Define().Run(_results, new ExperimentOptions { Jobs = 0 }),
        Throws.TypeOf<UsageException>().With.Message.EqualTo("--jobs 0: at least one cell is made at a time; use 1 or more"));

    private sealed class Made(Action? after = null) : IProgress<ExperimentProgress>
    {
        public List<string> Labels { get; } = [];

        public void Report(ExperimentProgress value)
        {
            Labels.Add(value.Setting.Label);
            after?.Invoke();
        }
    }
}
