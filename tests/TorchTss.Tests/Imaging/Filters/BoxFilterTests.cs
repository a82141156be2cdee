using TorchTss.Imaging.Filters;

namespace TorchTss.Tests.Imaging.Filters;

public sealed class BoxFilterTests
{
    [Test]
    public void Reproduces_Pillow_to_the_bit([Values("imaging/pillow-filters")] string name) => Parity.AssertResizes(name, "box", new BoxFilter());

    [Test]
    public void Has_the_kernels_known_values()
    {
        foreach (var (x, weight) in new (double, double)[] { (0, 1), (0.5, 1), (-0.5, 0), (0.51, 0) }) Assert.That(new BoxFilter().Weight(x), Is.EqualTo(weight).Within(1e-15), $"{x}");
    }
}
