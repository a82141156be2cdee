using TorchTss.Metrics.Niqe;

namespace TorchTss.Tests.Metrics.Niqe;

public sealed class AggdTests
{
    private static readonly AggdTable _table = new(single: false);

    [Test]
    public void Gaussian_samples_have_shape_two_and_one_width()
    {
        var fit = Fit(Gaussian(20_000, 3, 3));
        Assert.That(fit.Shape, Is.EqualTo(2).Within(0.05));
        Assert.That(new[] { fit.Left, fit.Right }, Is.All.EqualTo(3 * Math.Sqrt(2)).Within(0.1), "β = σ sqrt(Γ(1/2)/Γ(3/2))");
        Assert.That(fit.Mean, Is.Zero.Within(0.1));
    }

    [Test]
    public void Samples_that_are_wider_on_the_right_lean_there()
    {
        var fit = Fit(Gaussian(20_000, 1, 2));
        Assert.That(fit.Right / fit.Left, Is.EqualTo(2).Within(0.05));
        Assert.That(fit.Mean, Is.GreaterThan(0.3));
    }

    [Test]
    public void A_side_without_samples_is_not_a_number_and_the_shape_is_the_first()
    {
        var fit = Fit([-1, -2, 0, -3]);
        Assert.That((fit.Shape, fit.Right), Is.EqualTo((0.2, double.NaN)));
        Assert.That(fit.Left, Is.EqualTo(Math.Sqrt(14 / 3.0) * _table.Spread(0)).Within(1e-12), "zeros belong to neither side");
    }

    [Test]
    public void Float32_samples_give_the_same_within_float32()
    {
        var samples = Gaussian(5000, 1, 1.5);
        float[] single = [.. samples.Select(s => (float)s)];
        var (exact, rounded) = (Fit(samples), Aggd.Fit<float>(single, _table, new float[2 * single.Length]));
        Assert.That((rounded.Left, rounded.Right), Is.Not.EqualTo((exact.Left, exact.Right)));
        double[] expected = [exact.Shape, exact.Left, exact.Right];
        Assert.That(new[] { rounded.Shape, rounded.Left, rounded.Right }, Is.EqualTo(expected).Within(1e-5).Percent);
    }

    private static Aggd Fit(double[] samples) => Aggd.Fit<double>(samples, _table, new double[2 * samples.Length]);

    private static double[] Gaussian(int count, double left, double right)
    {
        var random = new Random(5);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            return normal * (normal < 0 ? left : right);
        })];
    }
}
