using TorchTss.Samplers;
using static TorchSharp.torch;

namespace TorchTss.Tests.Samplers;

public sealed class TileGridTests
{
    // supir.md 9.5
    [Test]
    public void Weights_are_the_originals()
    {
        using var scope = NewDisposeScope();
        var w = TileGrid.Weights(128, 128);
        Assert.Multiple(() =>
        {
            Assert.That(w[0, 0, 0, 0].item<double>(), Is.EqualTo(2.68503459e-10).Within(1e-17));
            Assert.That(w[0, 0, 64, 64].item<double>(), Is.EqualTo(15.9033564).Within(1e-6));
            Assert.That(w[0, 0, 64, 63].item<double>(), Is.EqualTo(w[0, 0, 64, 64].item<double>()).Within(1e-12), "across it is symmetric");
            Assert.That(w[0, 0, 63, 64].item<double>(), Is.LessThan(w[0, 0, 64, 64].item<double>()), "and down it is not");
        });
    }

    [TestCase(192, new[] { 0, 64 })]
    [TestCase(160, new[] { 0, 32 })]
    [TestCase(128, new[] { 0 })]
    public void Windows_cover_a_side(int side, int[] starts) =>
        Assert.That(TileGrid.Usual.Windows(side, 128).Select(w => w.Y), Is.EqualTo(starts));

    [Test]
    public void A_tile_shrinks_to_a_small_latent() =>
        Assert.That(TileGrid.Usual.Windows(40, 300).Select(w => (w.X, w.Y, w.Width, w.Height)),
            Is.EqualTo(new[] { (0, 0, 128, 40), (64, 0, 128, 40), (128, 0, 128, 40), (172, 0, 128, 40) }));
}
