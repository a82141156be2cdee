using TorchTss.Schedules.Warps;

namespace TorchTss.Tests.Schedules.Warps;

public sealed class LateOnlyWarpTests
{
    private static readonly LateOnlyWarp _warp = new();

    [Test]
    public void Is_the_polynomial_of_a_turn_at_the_top()
    {
        Assert.That(Curve.At(_warp, 333, 0.5, 2), Is.EqualTo(111).Within(1e-10));       // 333²/999
        Assert.That(Curve.At(_warp, 500, 0.1, 3, 1000), Is.EqualTo(125).Within(1e-10)); // 500³/1000²
    }

    [Test]
    public void The_top_stays_to_the_bit_at_any_power([Values(1, 1.3, 1.7, 2.2, 2.35, 5)] double n) =>
        Assert.That(Curve.At(_warp, 999, 0.5, n), Is.EqualTo(999));

    [Test]
    public void Power_one_returns_t_to_the_bit()
    {
        var t = Enumerable.Range(0, 3001).Select(i => i * 999.0 / 3000).ToArray();
        Assert.That(Curve.Of(_warp, t, 0.5, 1), Is.EqualTo(t));
    }
}
