using TorchTss.Checkpoints;
using TorchTss.Imaging;
using TorchTss.Metrics.Lpips;
using static TorchSharp.torch;

namespace TorchTss.Tests.Metrics.Lpips;

public sealed class LpipsNetworkTests
{
    [TestCase("Alex", 0.08002224, .05740894, .01195554, .00334290, .00364423, .00367063)]
    [TestCase("Vgg", 0.06069814, .05047102, .00740171, .00212721, .00061509, .00008310)]
    [TestCase("Squeeze", 0.06323341, .05502056, .00539323, .00152116, .00069948, .00044939, .00011855, .00003102)]
    public void Has_the_taps_of_the_specification(string net, double total, params double[] taps)
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        using var network = Filled(net);
        var layers = network.call(Picture(1, 96, 64), Picture(2, 96, 64));
        Assert.That(layers.shape, Is.EqualTo(new long[] { 1, taps.Length }));
        Assert.That(layers.data<float>().ToArray(), Is.EqualTo(taps).Within(1e-7));
        Assert.That(layers.sum().item<float>(), Is.EqualTo(total).Within(1e-7));
    }

    [TestCase("Alex")]
    [TestCase("Vgg")]
    [TestCase("Squeeze")]
    public void A_picture_is_at_no_distance_from_itself_and_the_distance_is_symmetric(string net)
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        using var network = Filled(net);
        var (x, y) = (Picture(1, 47, 41), Picture(2, 47, 41));
        Assert.That(network.call(x, x).abs().max().item<float>(), Is.Zero);
        var (there, back) = (network.call(x, y), network.call(y, x));
        Assert.That(there.min().item<float>(), Is.GreaterThan(0));
        Assert.That((there - back).abs().max().item<float>(), Is.LessThanOrEqualTo(1e-7 * there.max().item<float>()));
    }

    [TestCase("Alex")]
    [TestCase("Squeeze")]
    public void A_batch_of_two_is_two_singles(string net)
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        using var network = Filled(net);
        var (x, y) = (cat([Picture(1, 40, 50), Picture(3, 40, 50)]), cat([Picture(2, 40, 50), Picture(4, 40, 50)]));
        var singles = cat([network.call(x[..1], y[..1]), network.call(x[1..], y[1..])]);
        Assert.That((network.call(x, y) - singles).abs().max().item<float>(), Is.LessThanOrEqualTo(1e-6 * singles.max().item<float>()));
    }

    [Test]
    public void Its_arguments_are_left_as_they_were()
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        using var network = Filled("Squeeze");
        var (x, y) = (Picture(1, 20, 20), Picture(2, 20, 20));
        network.call(x, y);
        Assert.That((x - Picture(1, 20, 20)).abs().max().item<float>() + (y - Picture(2, 20, 20)).abs().max().item<float>(), Is.Zero);
    }

    private static LpipsNetwork Filled(string net) =>
        ClosedForm.Filled(MetaDevice.Build(() => new LpipsNetwork(LpipsTrunk.Of(Enum.Parse<LpipsNet>(net)))));

    private static Tensor Picture(uint seed, int width, int height) => ImageTensor.From(ClosedForm.Picture(seed, width, height));
}
