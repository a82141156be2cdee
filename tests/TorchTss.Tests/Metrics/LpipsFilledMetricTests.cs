using TorchTss.Imaging;
using TorchTss.Metrics;
using TorchTss.Runtime;
using TorchTss.Tests.Imaging;

namespace TorchTss.Tests.Metrics;

public sealed class LpipsFilledMetricTests
{
    [TestCase("alex", "lpips-alex-real-heads")]
    [TestCase("squeeze", "lpips-squeeze")]
    public void Is_the_official_network_on_the_parity_cases_trunk_with_the_published_heads(string net, string name)
    {
        using var fixture = Parity.Open($"metrics/{name}");
        using var scorer = Metric(net).Open(new MetricFolder(), Compute.Reference);
        var score = scorer.Score(ImageTensor.FromRows(fixture.Input("x")), ImageTensor.FromRows(fixture.Input("y")));
        Assert.That(score, Is.EqualTo(fixture.Expected("score").data<float>()[0]).Within(100 * fixture.Tolerance.Relative).Percent);
    }

    [Test]
    public void Needs_nothing_but_what_ships() =>
        Assert.That(Metric("vgg").Files.Select(f => (f.Name, f.Ships, new MetricFolder().Find(f) is not null)),
            Is.EqualTo(new[] { ("lpips_vgg.safetensors", true, true) }));

    [Test]
    public void Says_that_it_is_no_lpips()
    {
        Assert.That(Metric("alex").Traits.Title, Is.EqualTo("LPIPS on an untrained trunk"));
        Assert.That(Metric("squeeze").Traits.Title, Is.EqualTo("LPIPS on an untrained trunk (SqueezeNet 1.1)"));
        Assert.That(Catalog<IMetric>.Find("lpips-filled", "").Summary, Does.Contain("no LPIPS, comparable with nothing but itself"));
    }

    [Test]
    public void Sizes_that_cannot_be_scored_are_refused()
    {
        using var scorer = Metric("squeeze").Open(new MetricFolder(), Compute.Reference);
        Assert.That(() => scorer.Score(new Image8(20, 20), new Image8(20, 21)), Throws.TypeOf<UserException>().With.Message.EqualTo(
            "20x20 pixels, but the reference is 20x21; give a reference of the same size"));
        Assert.That(() => scorer.Score(new Image8(20, 16), new Image8(20, 16)), Throws.TypeOf<UserException>().With.Message.EqualTo(
            "20x16 pixels, but LPIPS on an untrained trunk (SqueezeNet 1.1) needs 17 pixels or more on each side; "
            + "use --metrics without lpips-filled or a larger image"));
        Assert.That(() => scorer.Score(new Image8(20, 20), null), Throws.ArgumentNullException);
        Assert.That(scorer.Score(new Image8(17, 17), new Image8(17, 17)), Is.Zero);
    }

    private static IImageMetric Metric(string net) => (IImageMetric)Catalog<IMetric>.Create($"lpips-filled:net={net}", "--metrics");
}
