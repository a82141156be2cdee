using TorchTss.Imaging.Filters;

namespace TorchTss.Tests.Imaging.Filters;

public sealed class LanczosFilterTests
{
    [Test]
    public void Reproduces_Pillow_to_the_bit([Values("imaging/pillow-filters")] string name) => Parity.AssertResizes(name, "lanczos", new LanczosFilter());

    [Test]
    public void Has_the_kernels_known_values()
    {
        foreach (var (x, weight) in new (double, double)[] { (0, 1), (1, 0), (1.5, -4 / (3 * Math.PI * Math.PI)), (3, 0), (-2, 0) }) Assert.That(new LanczosFilter().Weight(x), Is.EqualTo(weight).Within(1e-15), $"{x}");
    }
}
