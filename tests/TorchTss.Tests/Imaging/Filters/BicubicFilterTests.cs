using TorchTss.Imaging.Filters;

namespace TorchTss.Tests.Imaging.Filters;

public sealed class BicubicFilterTests
{
    [Test]
    public void Reproduces_Pillow_to_the_bit([Values("pasd/resize-20x31", "pasd/resize-53x37", "imaging/pillow-filters")] string name) => Parity.AssertResizes(name, "bicubic", new BicubicFilter());

    [Test]
    public void Has_the_kernels_known_values()
    {
        foreach (var (x, weight) in new (double, double)[] { (0, 1), (1, 0), (2, 0), (0.5, 0.5625), (-1.5, -0.0625) }) Assert.That(new BicubicFilter().Weight(x), Is.EqualTo(weight).Within(1e-15), $"{x}");
    }
}
