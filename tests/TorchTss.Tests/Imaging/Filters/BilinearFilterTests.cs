using TorchTss.Imaging.Filters;

namespace TorchTss.Tests.Imaging.Filters;

public sealed class BilinearFilterTests
{
    [TestCase("pasd/resize-20x31")]
    [TestCase("pasd/resize-53x37")]
    public void Reproduces_Pillow_to_the_bit(string name) => Parity.AssertResizes(name, "bilinear", new BilinearFilter());

    [TestCase(0, 1)]
    [TestCase(0.25, 0.75)]
    [TestCase(-0.5, 0.5)]
    [TestCase(1, 0)]
    [TestCase(3, 0)]
    public void Has_the_kernels_known_values(double distance, double weight) =>
        Assert.That(new BilinearFilter().Weight(distance), Is.EqualTo(weight).Within(1e-15));
}
