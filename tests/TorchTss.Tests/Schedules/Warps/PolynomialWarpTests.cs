using TorchSharp;
using TorchTss.Schedules.Warps;

namespace TorchTss.Tests.Schedules.Warps;

public sealed class PolynomialWarpTests
{
    private static readonly PolynomialWarp _warp = new();
    private static readonly double[] _powers = [1, 1.05, 1.6, 2, 2.35, 2.5, 7], _turns = [0.05, 0.4, 0.45, 0.5, 0.58, 0.63, 0.95];

    [Test] // supir.md 5.5
    [TestCase(0.58, 2.2, new[] { 999, 959.875, 819.230, 560.749, 297.785, 122.040, 26.560 })]
    [TestCase(0.63, 2.5, new[] { 999, 964.761, 805.316, 493.128, 240.222, 87.174, 15.410 })]
    public void Has_the_worked_values_of_SUPIR(double a, double n, double[] expected)
    {
        var t = Enumerable.Range(0, 7).Select(k => 999 + k * (-999.0 / 7)).ToArray();
        Assert.That(Curve.Of(_warp, t, a, n), Is.EqualTo(expected).Within(5.1e-4));
    }

    [Test]
    public void Fixed_points_come_back_to_the_bit([ValueSource(nameof(_powers))] double n, [ValueSource(nameof(_turns))] double a)
    {
        foreach (var top in new[] { 999.0, 1000.0 })
        {
            Assert.That(Curve.Of(_warp, [0, a * top, top], a, n, top), Is.EqualTo(new[] { 0, a * top, top }));
        }
    }

    [Test]
    public void Slope_is_n_on_both_sides_of_the_turn([ValueSource(nameof(_powers))] double n, [ValueSource(nameof(_turns))] double a)
    {
        var (turn, h) = (a * 999, 1e-4);
        Assert.That((turn - Curve.At(_warp, turn - h, a, n)) / h, Is.EqualTo(n).Within(1e-4));
        Assert.That((Curve.At(_warp, turn + h, a, n) - turn) / h, Is.EqualTo(n).Within(1e-4));
    }

    [Test]
    public void Slope_vanishes_at_both_ends_above_power_one([Values(1.6, 2, 2.5)] double n)
    {
        Assert.That(Curve.At(_warp, 1e-3, 0.5, n) / 1e-3, Is.LessThan(1e-3));
        Assert.That((999 - Curve.At(_warp, 999 - 1e-3, 0.5, n)) / 1e-3, Is.LessThan(1e-3));
    }

    [Test]
    public void Power_one_returns_t_to_the_bit([ValueSource(nameof(_turns))] double a)
    {
        var t = Enumerable.Range(0, 3001).Select(i => i * 999.0 / 3000).ToArray();
        Assert.That(Curve.Of(_warp, t, a, 1), Is.EqualTo(t));
    }

    [Test]
    public void A_map_of_n_and_a_holds_what_each_pair_gives_alone()
    {
        using var scope = torch.NewDisposeScope();
        var v = torch.linspace(0, 1, 13 * 9, torch.float64).view(1, 1, 13, 9);
        var (n, a) = (v + 1, v * 0.2 + 0.4);
        foreach (var t in new[] { 999, 856.2857142857143, 499.5, 285.42857142857144, 0.75 })
        {
            var map = _warp.Apply(torch.full([1, 1, 1, 1], t, torch.float64), a, n, 999).data<double>().ToArray();
            var alone = n.data<double>().Zip(a.data<double>(), (power, turn) => Curve.At(_warp, t, turn, power));
            Assert.That(map, Is.EqualTo(alone.ToArray()));
        }
    }

    [Test] // the largest n the settings allow, at transitions close to both ends
    public void Extreme_powers_stay_finite([Values(1e-3, 0.5, 0.999)] double a)
    {
        var t = Enumerable.Range(0, 1001).Select(i => (double)i).ToArray();
        Assert.That(Curve.Of(_warp, t, a, 100, 1000), Is.All.InRange(0, 1000));
    }
}
