using TorchTss.Experiments.Frequency;
using TorchTss.Runtime;
using TorchTss.Schedules;

namespace TorchTss.Tests.Experiments.Frequency;

public sealed class FrequencyRunsTests
{
    private static readonly FrequencyRequest _request = new() { Steps = [4], Across = [2, 4], ReferenceSteps = 9, Strategies = ["uniform", "tss"] };

    [Test]
    public void Every_strategy_runs_with_every_n_and_the_long_run_comes_first() => Assert.That(
        FrequencyRuns.Of(_request).Select(r => (r.Setting.Label, r.Within, r.Across, r.IsLong)), Is.EqualTo(new[]
        {
            ("steps=9 tss=uniform seed=0", true, false, true),
            ("steps=2 tss=uniform seed=0", false, true, false),
            ("steps=2 tss=tss seed=0", false, true, false),
            ("steps=4 tss=uniform seed=0", true, true, false),
            ("steps=4 tss=tss seed=0", true, true, false),
        }));

    [Test]
    public void Every_seed_has_a_long_run_of_its_own() => Assert.That(
        FrequencyRuns.Of(_request with { Seeds = [3, 1], Across = [2], Strategies = ["tds"] }).Select(r => (r.Steps, r.Seed, r.IsLong)),
        Is.EqualTo(new[] { (9, 3L, true), (2, 3, false), (4, 3, false), (9, 1, true), (2, 1, false), (4, 1, false) }));

    [Test]
    public void Uniform_steps_as_many_as_the_long_runs_are_the_long_run() => Assert.That(
        FrequencyRuns.Of(_request with { Steps = [9], Across = [9] }).Select(r => r.Setting.Label),
        Is.EqualTo(new[] { "steps=9 tss=uniform seed=0", "steps=9 tss=tss seed=0" }));

    [Test]
    public void Without_results_to_compare_there_is_no_long_run() =>
        Assert.That(FrequencyRuns.Of(_request with { Across = [] }).Select(r => (r.Steps, r.IsLong)), Is.EqualTo(new[] { (4, false), (4, false) }));

    [Test]
    public void Without_steps_the_hosts_are_followed() =>
        Assert.That(FrequencyRuns.Of(_request with { Steps = [], Across = [] }).Select(r => r.Steps), Is.EqualTo(new[] { 7, 7 }));

    [Test]
    public void A_strategy_changes_nothing_but_its_own_parts()
    {
        var settings = new RunSettings { Sampler = "unipc", Tss = new TssSettings { N = 1.5, Warp = "trigonometric" } };
        var runs = FrequencyRuns.Of(_request with { Settings = settings, Across = [], Strategies = ["late-only", "tds", "tss"] });
        Assert.That(runs.Select(r => (r.Setting.Settings.Tss.Tds, r.Setting.Settings.Tss.Sds, r.Setting.Settings.Tss.Warp, r.Setting.Settings.Tss.N)),
            Is.EqualTo(new[] { (true, false, "late-only", 1.5), (true, false, "trigonometric", 1.5), (true, true, "trigonometric", 1.5) }));
        Assert.That(runs.Select(r => r.Setting.Settings.Sampler), Has.All.EqualTo("unipc"));
    }

    [Test]
    public void Names_of_one_strategy_are_told() =>
        Refused(_request with { Strategies = ["off", "tds", "uniform"] },
            "--strategies off,uniform: with these settings they are one and the same; name it once");

    [Test]
    public void A_misspelt_strategy_names_the_nearest() => Refused(_request with { Strategies = ["uniform", "tsd"] },
        "--strategies tsd: unknown, did you mean tds? known: late-only, off, sds, tds, tds+sds, tss, uniform");

    [Test]
    public void A_strategy_that_is_named_twice_is_told() =>
        Refused(_request with { Strategies = ["tds", "tds"] }, "--strategies: the value tds is there twice; name it once");

    [Test]
    public void All_problems_are_told_at_once()
    {
        Refused(
            _request with
            {
                Steps = [0],
                Across = [5, 2000],
                ReferenceSteps = -1,
                Options = new() { Patch = 4, Thresholds = new(9, 3) },
            },
            "--patch 4: patches are 8 pixels or more on a side; use for instance 128",
            "--thresholds 9,3: these are two variances, 0 or more, the smaller one first; leave them out for thirds",
            "--steps 0: the networks know 1000 training steps; use 1 to 1000",
            "--across 2000: the networks know 1000 training steps; use 1 to 1000",
            "--reference-steps -1: the networks know 1000 training steps; use 1 to 1000");
        Refused(_request with { Settings = new() { Sampler = "eular", Scale = 0 } },
            "--scale 0: pictures are enlarged by a factor above 0 and up to 64; leave it out for the host's own",
            "--sampler eular: unknown, did you mean euler? known: ddim, ddpm, dpmpp-2m, dpmpp-2m-sde, euler, unipc");
    }

    private static void Refused(FrequencyRequest request, params string[] sentences) => Assert.That(() => FrequencyRuns.Of(request),
        Throws.TypeOf<UsageException>().With.Message.EqualTo(string.Join(Environment.NewLine, sentences)));
}
