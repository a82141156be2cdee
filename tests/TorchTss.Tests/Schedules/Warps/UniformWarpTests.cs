using TorchTss.Schedules.Warps;

namespace TorchTss.Tests.Schedules.Warps;

public sealed class UniformWarpTests
{
    [Test]
    public void Is_the_identity_whatever_n_and_a_are() =>
        Assert.That(Curve.Of(new UniformWarp(), [0, 142.71428571428567, 999], 0.3, 2.5), Is.EqualTo(new[] { 0, 142.71428571428567, 999 }));
}
