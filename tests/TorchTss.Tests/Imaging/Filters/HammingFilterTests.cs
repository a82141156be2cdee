using TorchTss.Imaging.Filters;

namespace TorchTss.Tests.Imaging.Filters;

public sealed class HammingFilterTests
{
    [TestCase("imaging/pillow-filters")]
    public void Reproduces_Pillow_to_the_bit(string name) => Parity.AssertResizes(name, "hamming", new HammingFilter());

    [TestCase(0, 1)]
    [TestCase(0.5, 0.54 * 2 / Math.PI)]
    [TestCase(1, 0)]
    [TestCase(-1, 0)]
    public void Has_the_kernels_known_values(double distance, double weight) =>
        Assert.That(new HammingFilter().Weight(distance), Is.EqualTo(weight).Within(1e-15));
}
