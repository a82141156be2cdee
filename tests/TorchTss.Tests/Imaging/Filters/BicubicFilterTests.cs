using TorchTss.Imaging.Filters;

namespace TorchTss.Tests.Imaging.Filters;

public sealed class BicubicFilterTests
{
    [TestCase("pasd/resize-20x31")]
    [TestCase("pasd/resize-53x37")]
    [TestCase("imaging/pillow-filters")]
    public void Reproduces_Pillow_to_the_bit(string name) => Parity.AssertResizes(name, "bicubic", new BicubicFilter());

    [TestCase(0, 1)]
    [TestCase(1, 0)]
    [TestCase(2, 0)]
    [TestCase(0.5, 0.5625)]
    [TestCase(-1.5, -0.0625)]
    public void Has_the_kernels_known_values(double distance, double weight) =>
        Assert.That(new BicubicFilter().Weight(distance), Is.EqualTo(weight).Within(1e-15));
}
