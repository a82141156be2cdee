using TorchTss.Schedules.Warps;

namespace TorchTss.Tests.Schedules.Warps;

public sealed class TrigonometricWarpTests
{
    private static readonly TrigonometricWarp _warp = new();

    [Test]
    public void Fixed_points_come_back_to_the_bit([Values(0.3, 0.5, 0.63)] double a) =>
        Assert.That(Curve.Of(_warp, [0, a * 999, 999], a, 1), Is.EqualTo(new[] { 0, a * 999, 999 }));

    [Test]
    public void Half_way_to_the_turn_is_the_cosine_of_45_degrees() =>
        Assert.That(Curve.At(_warp, 250, 0.5, 1, 1000), Is.EqualTo(500 - 500 * Math.Sqrt(0.5)).Within(1e-10));

    [Test]
    public void Half_way_from_the_turn_is_the_sine_of_45_degrees() =>
        Assert.That(Curve.At(_warp, 750, 0.5, 1, 1000), Is.EqualTo(500 + 500 * Math.Sqrt(0.5)).Within(1e-10));

    [Test] // the form printed in the paper jumps to T at aT
    public void Is_continuous_at_the_turn([Values(0.3, 0.5, 0.63)] double a) =>
        Assert.That(Curve.At(_warp, a * 999 + 1e-7, a, 1) - Curve.At(_warp, a * 999 - 1e-7, a, 1), Is.EqualTo(0).Within(1e-6));
}
