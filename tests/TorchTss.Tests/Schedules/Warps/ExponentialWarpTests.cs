using TorchTss.Schedules.Warps;

namespace TorchTss.Tests.Schedules.Warps;

public sealed class ExponentialWarpTests
{
    private static readonly ExponentialWarp _warp = new(new LogisticOptions());

    [Test]
    public void Begins_at_zero_and_ends_at_the_top_to_the_bit([Values(999, 1000)] double top) =>
        Assert.That(Curve.Of(_warp, [0, top], 0.5, 1, top), Is.EqualTo(new[] { 0, top }));

    [Test]
    public void Is_the_printed_function_stretched()
    {
        var printed = new ExponentialPrintedWarp(new LogisticOptions());
        var (low, at, high) = (Curve.At(printed, 0, 0.5, 1), Curve.At(printed, 300, 0.5, 1), Curve.At(printed, 999, 0.5, 1));
        Assert.That(Curve.At(_warp, 300, 0.5, 1), Is.EqualTo(999 * (at - low) / (high - low)).Within(1e-10));
    }

    [Test]
    public void A_steeper_curve_is_flatter_at_its_ends()
    {
        var steep = new ExponentialWarp(new LogisticOptions { K = 0.02 });
        Assert.That(Curve.At(steep, 100, 0.5, 1), Is.LessThan(Curve.At(_warp, 100, 0.5, 1)));
    }
}
