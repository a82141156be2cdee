using TorchTss.Imaging.Filters;

namespace TorchTss.Tests.Imaging.Filters;

public sealed class BilinearFilterTests
{
    [Test]
    public void Reproduces_Pillow_to_the_bit([Values("pasd/resize-20x31", "pasd/resize-53x37")] string name) => Parity.AssertResizes(name, "bilinear", new BilinearFilter());

    [Test]
    public void Has_the_kernels_known_values()
    {
        foreach (var (x, weight) in new (double, double)[] { (0, 1), (0.25, 0.75), (-0.5, 0.5), (1, 0), (3, 0) }) Assert.That(new BilinearFilter().Weight(x), Is.EqualTo(weight).Within(1e-15), $"{x}");
    }
}
