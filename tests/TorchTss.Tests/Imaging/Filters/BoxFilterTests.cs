using TorchTss.Imaging.Filters;

namespace TorchTss.Tests.Imaging.Filters;

public sealed class BoxFilterTests
{
    [TestCase("imaging/pillow-filters")]
    public void Reproduces_Pillow_to_the_bit(string name) => Parity.AssertResizes(name, "box", new BoxFilter());

    [TestCase(0, 1)]
    [TestCase(0.5, 1)]
    [TestCase(-0.5, 0)]
    [TestCase(0.51, 0)]
    public void Has_the_kernels_known_values(double distance, double weight) =>
        Assert.That(new BoxFilter().Weight(distance), Is.EqualTo(weight).Within(1e-15));
}
