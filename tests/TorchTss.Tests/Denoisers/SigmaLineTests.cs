using TorchTss.Denoisers;
using static TorchSharp.torch;

namespace TorchTss.Tests.Denoisers;

public sealed class SigmaLineTests
{
    // supir.md 5.5: σ̂ and w of cfg 4, start 1, under churn at N = 7
    [TestCase(20.668218, -0.2427)]
    [TestCase(16.3239, 0.6491)]
    [TestCase(4.9694, 2.9799)]
    [TestCase(0.0, 4.0)]
    public void Goes_on_beyond_the_noisiest(double sigma, double weight) =>
        Assert.That(At(new SigmaLine(AtClean: 4, AtNoisiest: 1), sigma), Is.EqualTo(weight).Within(1e-4));

    [Test]
    public void Clamped_it_does_not() => Assert.That(At(new SigmaLine(4, 1, IsClamped: true), 20.668218), Is.EqualTo(1).Within(1e-15));

    [Test]
    public void One_strength_is_constant() => Assert.Multiple(() =>
    {
        Assert.That(new SigmaLine(0.8).IsConstant, Is.True);
        Assert.That(At(new SigmaLine(0.8), 7), Is.EqualTo(0.8));
        Assert.That(new SigmaLine(4, 1).IsConstant, Is.False);
    });

    private static double At(SigmaLine line, double sigma)
    {
        using var scope = NewDisposeScope();
        return line.At(tensor(new[] { sigma }, [1, 1, 1, 1])).item<double>();
    }
}
