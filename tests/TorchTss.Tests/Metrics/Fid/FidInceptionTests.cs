using TorchTss.Checkpoints;
using TorchTss.Imaging;
using TorchTss.Metrics.Fid;
using static TorchSharp.torch;

namespace TorchTss.Tests.Metrics.Fid;

[NonParallelizable] // the default device is global
public sealed class FidInceptionTests
{
    private FidInception _network = null!;

    [OneTimeSetUp]
    public void Fill() => _network = ClosedForm.Filled(MetaDevice.Build(() => new FidInception()));

    [OneTimeTearDown]
    public void TearDown() => _network.Dispose();

    [Test]
    public void Has_the_official_keys_and_shapes()
    {
        var official = File.ReadAllLines(Path.Combine(ParityCases.Folder("metrics"), "fid_inception.keys.txt"));
        var counters = official.Where(k => k.EndsWith(".num_batches_tracked []", StringComparison.Ordinal)).ToArray();
        Assert.That((official.Length, counters.Length), Is.EqualTo((566, 94)));
        Assert.That(ModuleKeys.Lines(ModuleKeys.Of(_network)), Is.EqualTo(official.Except(counters).Order(StringComparer.Ordinal)));
        Assert.That(ModuleKeys.Of(_network).Sum(k => k.Shape.Aggregate(1L, (a, b) => a * b)), Is.EqualTo(23_885_392));
    }

    [Test]
    public void Has_the_taps_and_features_of_the_specification()
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        var h = ImageTensor.From(ClosedForm.Picture(1, 299, 299)) * 2 - 1;
        var means = new List<float>();
        foreach (var block in _network.Blocks)
        {
            h = FidInception.Run(block, h);
            means.Add(h.mean().item<float>());
        }
        Assert.That(means, Is.EqualTo(new[] { .3209644, .2161843, .0459940, .0464397 }).Within(1e-7));
        var features = h.flatten();
        Assert.That(features[..8].data<float>().ToArray(),
            Is.EqualTo(new[] { .0689864, 0, .1376939, .1809153, .0002263, 0, .1897817, .1717840 }).Within(1e-6));
        Assert.That(features.sum().item<float>(), Is.EqualTo(95.108459).Within(1e-4));
    }

    [TestCase("Clean", 95.116745)]
    [TestCase("LegacyPytorch", 95.117073)]
    public void Has_the_features_of_the_specification_after_resizing(string mode, double sum)
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        var features = _network.call(FidPicture.Of(ClosedForm.Picture(1, 320, 200), Enum.Parse<FidMode>(mode)))[0];
        Assert.That(features.sum().item<float>(), Is.EqualTo(sum).Within(1e-4));
        if (mode != "Clean") return;
        Assert.That(features[..5].data<float>().ToArray(), Is.EqualTo(new[] { .0690092, 0, .1382289, .1804702, .0002400 }).Within(1e-6));
    }

    [Test]
    public void A_batch_of_two_is_two_singles()
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        var x = cat([FidPicture.Of(ClosedForm.Picture(1, 60, 50), FidMode.Clean), FidPicture.Of(ClosedForm.Picture(2, 60, 50), FidMode.Clean)]);
        var singles = cat([_network.call(x[..1]), _network.call(x[1..])]);
        Assert.That((_network.call(x) - singles).abs().max().item<float>(), Is.LessThanOrEqualTo(1e-6 * singles.max().item<float>()));
    }
}
