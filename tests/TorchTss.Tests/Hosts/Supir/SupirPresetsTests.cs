using TorchTss.Hosts;
using TorchTss.Hosts.Supir;
using TorchTss.Runtime;
using TorchTss.Schedules;

namespace TorchTss.Tests.Hosts.Supir;

/// <summary>supir.md 1.1: the original's sets of defaults, resolved.</summary>
public sealed class SupirPresetsTests
{
    private static readonly HostProfile _profile = new SupirHostKind().Describe(new RunSettings());

    [TestCase(null, "euler:churn=5,noise-scale=1.01", 50, 4.0, 1.0)]
    [TestCase("quality", "euler:churn=5,noise-scale=1.003", 50, 7.5, 4.0)]
    [TestCase("fidelity", "euler:churn=5,noise-scale=1.003", 50, 4.0, 1.0)]
    [TestCase("paper", "euler:churn=5,noise-scale=1.01", 7, 4.0, 1.0)]
    [TestCase("lightning-quality", "dpmpp-2m-sde:noise-first=false,noise-scale=1.003", 8, 2.0, 2.0)]
    [TestCase("lightning-fidelity", "dpmpp-2m-sde:noise-first=false,noise-scale=1.003", 8, 1.5, 1.5)]
    public void A_preset_is_the_originals(string? preset, string sampler, int steps, double cfg, double cfgStart)
    {
        var s = new RunSettings { Host = "supir", Preset = preset }.Resolve(_profile);
        Assert.That((s.Sampler, s.Steps, s.GuidanceScale, s.CfgStart, s.Restore, s.ControlScale, s.Scale, s.MinSize, s.ColorFix),
            Is.EqualTo((sampler, steps, cfg, cfgStart, -1.0, 1.0, 1.0, 1024, "wavelet")));
    }

    [Test]
    public void The_papers_preset_is_tss_with_table_5()
    {
        var tss = new RunSettings { Preset = "paper" }.Resolve(_profile).Tss;
        Assert.That((tss.Tds, tss.Sds, tss.NRange, tss.ARange, tss.BaseGrid), Is.EqualTo((true, true, new ValueRange(2.2, 2.5), new ValueRange(0.58, 0.63), "host")));
    }

    [Test]
    public void A_part_of_tss_beside_the_papers_preset_is_that_part_alone()
    {
        var tss = new RunSettings { Preset = "paper", Tss = new() { Tds = true } }.Resolve(_profile).Tss;
        Assert.That((tss.Tds, tss.Sds), Is.EqualTo((true, false)));
    }

    [Test]
    public void Ranges_beside_the_papers_preset_have_an_effect()
    {
        var settings = new RunSettings { Preset = "paper", Tss = new() { NRange = new(1, 2) } };
        Assert.That(settings.Notices(_profile), Is.Empty);
        Assert.That(settings.Notices(), Is.Not.Empty, "without the preset they would not");
    }

    [Test]
    public void What_is_given_beside_a_preset_wins()
    {
        var s = new RunSettings { Preset = "quality", Steps = 20, SChurn = 0, GuidanceScale = 6, Sampler = "euler" }.Resolve(_profile);
        Assert.That((s.Sampler, s.Steps, s.GuidanceScale, s.CfgStart), Is.EqualTo(("euler:churn=0,noise-scale=1.003", 20, 6.0, 4.0)));
    }

    [Test]
    public void Lightning_runs_on_its_own_grid_unless_another_is_named() => Assert.That(
        (new RunSettings { Preset = "lightning-quality" }.Resolve(_profile).Tss.BaseGrid,
            new RunSettings { Preset = "lightning-quality", Tss = new() { BaseGrid = "karras" } }.Resolve(_profile).Tss.BaseGrid),
        Is.EqualTo(("legacy-karras", "karras")));

    [Test]
    public void An_unknown_preset_is_refused() => Assert.That(
        () => new RunSettings { Preset = "qualty" }.Resolve(_profile), Throws.TypeOf<UsageException>().With.Message.EqualTo(
            "--preset qualty: unknown, did you mean quality? known: fidelity, lightning-fidelity, lightning-quality, paper, quality"));

    [Test]
    public void A_host_without_presets_says_so() => Assert.That(
        () => new RunSettings { Preset = "paper" }.Resolve(new TorchTss.Hosts.Tiny.TinyHostKind().Describe(new RunSettings())),
        Throws.TypeOf<UsageException>().With.Message.EqualTo("--preset paper: this host has no presets; leave it out"));
}
