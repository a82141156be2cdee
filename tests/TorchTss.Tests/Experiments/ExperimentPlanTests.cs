using TorchTss.Experiments;
using TorchTss.Experiments.Axes;
using TorchTss.Imaging;
using TorchTss.Metrics;
using TorchTss.Runtime;

namespace TorchTss.Tests.Experiments;

public sealed class ExperimentPlanTests
{
    private TemporaryFolder _folder = null!;
    private TestCatalogues _catalogues = null!;

    [SetUp]
    public void Begin() => (_folder, _catalogues) = (new TemporaryFolder(), new TestCatalogues());

    [TearDown]
    public void End()
    {
        _catalogues.Dispose();
        _folder.Dispose();
    }

    private ExperimentPlan Plan(Experiment experiment, int pictures = 2, bool originals = true)
    {
        var (low, high) = TestPictures.Write(_folder, pictures);
        return ExperimentPlan.Of(
            experiment with { Base = experiment.Base with { Host = "echo" } }, ExperimentInputs.Pair([low], originals ? high : null), new MetricFolder());
    }

    [Test]
    public void A_preset_that_brings_the_strategy_leaves_an_axis_of_strategies_nothing_to_switch()
    {
        var (low, _) = TestPictures.Write(_folder, 1);
        var experiment = new Experiment
        {
            Base = new RunSettings { Host = "supir", Preset = "paper" },
            Axes = [AxisParser.Parse("tss=off,tds+sds")],
            Metrics = ["test-mean"],
        };
        Assert.That(ExperimentPlan.Of(experiment, ExperimentInputs.Pair([low], null), new MetricFolder()).Problems, Does.Contain(
            "--preset paper: brings TDS and SDS, which an axis tss is to switch; leave one of the two out, for instance with --steps 7 in place of the preset"));
    }

    [Test]
    public void Every_combination_is_a_setting_and_every_setting_meets_every_picture()
    {
        var plan = Plan(new Experiment { Axes = [AxisParser.Parse("steps=7,10"), AxisParser.Parse("tss=off,tds,tss")], Metrics = ["test-mean"] });
        Assert.That(plan.Settings.Select(s => s.Label), Is.EqualTo(new[]
        {
            "steps=7 tss=off", "steps=7 tss=tds", "steps=7 tss=tss", "steps=10 tss=off", "steps=10 tss=tds", "steps=10 tss=tss",
        }));
        Assert.That((plan.Count, plan.Steps), Is.EqualTo((12, 2 * 3 * 17)));
        Assert.That(plan.Experiment.Baseline, Is.EqualTo(new Dictionary<string, string> { ["tss"] = "off" }));
        Assert.That(plan.Problems, Is.Empty);
    }

    [Test]
    public void A_metric_that_is_named_twice_is_a_problem()
    {
        var plan = Plan(new Experiment { Metrics = ["test-mean", "psnr", "test-mean", "psnr:crop=0"] });
        Assert.That(plan.Problems, Is.EqualTo(new[]
        {
            "--metrics: test-mean is there twice; name it once", "--metrics: psnr and psnr:crop=0 are the same metric; leave one out",
        }));
    }

    [Test]
    public void All_problems_are_told_at_once()
    {
        var plan = Plan(new Experiment
        {
            Axes = [AxisParser.Parse("steps=7,1200"), AxisParser.Parse("sampler=euler,eular"), AxisParser.Parse("tss=off")],
            Metrics = ["test-maen"],
            Baseline = new Dictionary<string, string> { ["tss"] = "tds", ["stps"] = "7" },
        });
        Assert.That(plan.Problems, Has.Count.EqualTo(5));
        Assert.That(plan.Problems[0], Does.StartWith("--sampler eular: unknown, did you mean euler?"));
        Assert.That(plan.Problems[1], Is.EqualTo("--steps 1200: the networks know 1000 training steps; use 1 to 1000"));
        Assert.That(plan.Problems[2], Is.EqualTo("--baseline tss=tds: unknown, did you mean off? known: off").Or.EqualTo("--baseline tss=tds: unknown; known: off"));
        Assert.That(plan.Problems[3], Is.EqualTo("--baseline stps=7: unknown, did you mean steps? known: sampler, steps, tss"));
        Assert.That(plan.Problems[4], Does.StartWith("--metrics test-maen: unknown, did you mean test-mean?"));
        Assert.That(plan.Check, Throws.TypeOf<UsageException>().With.Message.EqualTo(string.Join(Environment.NewLine, plan.Problems)));
    }

    [Test]
    public void An_original_of_another_size_is_told_before_anything_runs()
    {
        var plan = Plan(new Experiment { Axes = [AxisParser.Parse("scale=2,4")], Metrics = ["test-difference"] }, pictures: 1);
        var (low, high) = (_folder.File("lr/p0.png"), _folder.File("hr/p0.png"));
        Assert.That(plan.Problems, Is.EqualTo(new[]
        {
            $"{high}: is 16x16 pixels, but the result of {low} will be 32x32; give the original of that size, or another --scale",
        }));
    }

    [Test]
    public void A_picture_too_small_for_a_metric_is_told_before_anything_runs()
    {
        ImageFile.Write(TestPictures.Flat(3, 9), _folder.File("small.png"));
        var plan = ExperimentPlan.Of(
            new Experiment { Base = new RunSettings { Host = "echo" }, Metrics = ["test-mean", "test-difference"] },
            [new ExperimentInput(_folder.File("small.png"), _folder.File("small.png"))], new MetricFolder());
        Assert.That(plan.Problems[1], Is.EqualTo(
            $"{_folder.File("small.png")}: its result will be 6x6 pixels, but difference needs 8 pixels or more on each side; "
            + "use --metrics without test-difference or a larger picture"));
    }

    [Test]
    public void Metrics_that_cannot_be_computed_are_left_out_with_the_reason()
    {
        var plan = Plan(new Experiment { Metrics = ["test-mean", "test-difference", "test-weights"] }, originals: false);
        Assert.That(plan.Problems, Is.Empty);
        Assert.That(plan.Metrics.Select(m => m.Problem), Is.EqualTo(new[]
        {
            null,
            "test-difference: left out, since it compares with originals and not every picture has one; give --reference",
            $"test.safetensors: not found; wanted is a test's weights (about 12.5 MB, SHA-256 abc); "
                + $"put it in a folder that --metric-weights or TSS_METRICS names, or in {MetricFolder.Shipped}",
        }));
    }

    [Test]
    public void The_same_settings_under_two_names_run_once_and_are_told()
    {
        var plan = Plan(new Experiment { Axes = [AxisParser.Parse("tss=off,uniform")], Metrics = ["test-mean"] });
        Assert.That(plan.Count, Is.EqualTo(2));
        Assert.That(plan.Notices, Does.Contain("tss=off and tss=uniform are the same settings; they run once"));
    }

    [Test]
    public void The_same_picture_twice_is_refused()
    {
        var (low, _) = TestPictures.Write(_folder, 1);
        File.Copy(Path.Combine(low, "p0.png"), Path.Combine(low, "copy.png"));
        var plan = ExperimentPlan.Of(new Experiment { Metrics = ["test-mean"] }, ExperimentInputs.Pair([low], null), new MetricFolder());
        Assert.That(plan.Problems, Is.EqualTo(new[]
        {
            $"{_folder.File("lr/p0.png")}: is the same picture as {_folder.File("lr/copy.png")}; give it once",
        }));
    }

    [Test]
    public void Pictures_and_originals_are_paired_by_name()
    {
        var (low, high) = TestPictures.Write(_folder, 2);
        var pairs = ExperimentInputs.Pair([low], high);
        Assert.That(pairs.Select(p => Path.GetFileName(p.Reference)), Is.EqualTo(new[] { "p0.png", "p1.png" }));
        File.Delete(Path.Combine(high, "p1.png"));
        Assert.That(() => ExperimentInputs.Pair([low], high), Throws.TypeOf<UserException>().With.Message.EqualTo(
            $"{Path.Combine(low, "p1.png")}: {high} has no picture called p1; add its original or leave it out"));
        Assert.That(() => ExperimentInputs.Pair([low], Path.Combine(high, "p0.png")), Throws.TypeOf<UsageException>().With.Message.EqualTo(
            $"--reference {Path.Combine(high, "p0.png")}: is one file for 2 pictures; give a folder with an original for each"));
    }
}
