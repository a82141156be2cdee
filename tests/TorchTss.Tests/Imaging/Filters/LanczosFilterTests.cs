using TorchTss.Imaging.Filters;

namespace TorchTss.Tests.Imaging.Filters;

public sealed class LanczosFilterTests
{
    [TestCase("imaging/pillow-filters")]
    public void Reproduces_Pillow_to_the_bit(string name) => Parity.AssertResizes(name, "lanczos", new LanczosFilter());

    [TestCase(0, 1)]
    [TestCase(1, 0)]
    [TestCase(1.5, -4 / (3 * Math.PI * Math.PI))]
    [TestCase(3, 0)]
    [TestCase(-2, 0)]
    public void Has_the_kernels_known_values(double distance, double weight) =>
        Assert.That(new LanczosFilter().Weight(distance), Is.EqualTo(weight).Within(1e-15));
}
