using TorchTss.Hosts.Memory;
using TorchTss.Tests.Checkpoints;

namespace TorchTss.Tests.Hosts.Memory;

/// <summary>SUPIR at its real size, from sparse files: which options fit it onto which card.</summary>
public sealed class CardPlanTests
{
    private TemporaryFolder _folder = null!;
    private RunSettings _settings = null!;

    [OneTimeSetUp]
    public void Write()
    {
        _folder = new TemporaryFolder();
        _settings = new RunSettings { Host = "supir", Weights = _folder.Path };
        Write("base.safetensors", "convert/sd_xl_base.safetensors");
        Write("v0Q.safetensors", "supir/SUPIR-v0Q");
    }

    private void Write(string name, string list) =>
        SparseCheckpoint.Write(Path.Combine(_folder.Path, name), Path.Combine(ParityCases.Folder("."), $"{list}.keys.txt"));

    [OneTimeTearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Smaller_cards_need_more_options_and_every_plan_fits()
    {
        var plans = CardPlan.Of(_settings, 512, 512);
        Assert.Multiple(() =>
        {
            Assert.That(plans.Select(p => p.Gigabytes), Is.EqualTo(new[] { 8, 12, 16, 24 }));
            Assert.That(plans.Select(p => p.Options), Is.All.Not.Null);
            Assert.That(plans[0].Options, Does.Contain("--low-memory"), "7.7 GB of weights and 8 GB of card");
            Assert.That(plans[0].Peak, Is.GreaterThan(Weights("UNet")).And.LessThan(8L << 30), "the largest network and its work");
            Assert.That(plans[3].Options, Is.Empty);
            Assert.That(plans[3].Peak, Is.GreaterThan(Weights("UNet") + Weights("control network") + Weights("autoencoder")), "all of them at once");
        });
    }

    private long Weights(string network) =>
        MemoryCheck.Need(_settings with { Device = "cuda" }, 512, 512)!.Networks.Single(n => n.Name == network).Bytes;

    [Test]
    public void A_large_picture_is_cut_before_networks_are_swapped()
    {
        var plans = CardPlan.Of(_settings with { Scale = 8 }, 512, 512);
        Assert.That(plans[3].Options, Does.Contain("--tile 512").And.Not.Contains("--low-memory"));
    }

    [Test]
    public void What_nothing_makes_fit_says_so() =>
        Assert.That(CardPlan.Of(_settings with { Dtype = "fp32" }, 512, 512)[0] is { Options: null, Peak: > 8L << 30 }, Is.True);

    [Test]
    public void A_plan_for_a_card_needs_no_card() => Assert.That(MemoryCheck.Need(_settings with { Device = "cuda:1" }, 512, 512)!.IsOnCpu, Is.False);
}
