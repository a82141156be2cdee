using TorchTss.Hosts;
using TorchTss.Hosts.Supir;
using TorchTss.Hosts.Tiny;

namespace TorchTss.Tests.Hosts;

public sealed class HostOptionsTests
{
    private static readonly RunSettings _all = new()
    {
        Host = "tiny",
        Supir = "x",
        MinSize = 512,
        LatentTile = 128,
        ControlStart = 0.5,
        CfgStart = 1,
        ClampCfg = true,
        Restore = 4,
        APrompt = "",
        OfficialRounding = true,
    };

    [Test]
    public void Options_that_a_host_does_not_read_are_told() => Assert.That(
        HostOptions.Unread(_all, new TinyHostKind().Describe(new RunSettings())),
        Is.EqualTo(new[] { "--supir", "--min-size", "--latent-tile", "--control-start", "--cfg-start", "--clamp-cfg", "--official-rounding", "--restore", "--a-prompt" }
            .Select(o => $"{o}: has no effect with host tiny")));

    [Test]
    public void Supir_reads_them_all() => Assert.That(HostOptions.Unread(_all with { Host = "supir" }, new SupirHostKind().Describe(new RunSettings())), Is.Empty);

    [Test]
    public void Rounding_of_another_solver_and_steps_of_the_first_stage_are_told() => Assert.That(
        HostOptions.Unread(new RunSettings { Host = "supir", Sampler = "ddim", OfficialRounding = true, Stage1Only = true, Steps = 3 }, Supir),
        Is.EqualTo(new[]
        {
            "--official-rounding: rounds what is around sampler ddim, not the sampler; the original's is euler",
            "--stage1-only: takes no steps, so that options of sampling have no effect",
        }));

    [Test]
    public void Rounding_is_no_setting_of_hosts_that_do_not_read_it() => Assert.That(
        new RunSettings { OfficialRounding = true }.Resolve(new TinyHostKind().Describe(new RunSettings())).Sampler, Is.EqualTo("euler"));

    private static HostProfile Supir => new SupirHostKind().Describe(new RunSettings());

    [Test]
    public void Churn_without_a_solver_that_churns_is_told() => Assert.That(
        HostOptions.Unread(new RunSettings { Sampler = "ddim", SChurn = 5, SNoise = 1 }, new TinyHostKind().Describe(new RunSettings())),
        Is.EqualTo(new[] { "--s-churn: has no effect with sampler ddim", "--s-noise: has no effect with sampler ddim" }));
}
