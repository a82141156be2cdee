using TorchTss.Metrics.Niqe;

namespace TorchTss.Tests.Metrics.Niqe;

public sealed class AggdTableTests
{
    private static readonly AggdTable _table = new(single: false), _single = new(single: true);

    [TestCase(800, 0.5)] // Laplace: Γ(2)² / (Γ(1) Γ(3))
    [TestCase(1800, 2 / Math.PI)] // Gauss
    public void Known_distributions_are_found_by_their_ratio(int index, double ratio)
    {
        Assert.That(_table.Nearest(ratio), Is.EqualTo(index));
        Assert.That(_table.Shape(index), Is.EqualTo(0.2 + index / 1000.0).Within(1e-12));
    }

    [TestCase(0, 0)]
    [TestCase(-1, 0)]
    [TestCase(0.75, 9800)] // the limit: a uniform distribution
    [TestCase(3, 9800)]
    [TestCase(double.NaN, 0)]
    [TestCase(double.PositiveInfinity, 0)]
    public void Ratios_beyond_the_table_find_its_ends_and_no_number_the_first(double ratio, int index) =>
        Assert.That(_table.Nearest(ratio), Is.EqualTo(index));

    [Test]
    public void The_nearest_shape_is_the_one_that_a_search_finds()
    {
        double Ratio(double shape) => Math.Exp(2 * LogGamma(2 / shape) - LogGamma(1 / shape) - LogGamma(3 / shape));
        for (var i = 3; i < 9700; i += 137)
        {
            var (here, next) = (Ratio(0.2 + 0.001 * i), Ratio(0.2 + 0.001 * (i + 1)));
            Assert.That(_table.Nearest(here + 0.4 * (next - here)), Is.EqualTo(i));
            Assert.That(_table.Nearest(here + 0.6 * (next - here)), Is.EqualTo(i + 1));
        }
    }

    [Test]
    public void Float32_shapes_are_counted_from_every_eighth_and_their_functions_are_not_rounded()
    {
        Assert.That(Enumerable.Range(0, 9801).Count(i => _single.Shape(i) != (float)_table.Shape(i)), Is.InRange(1000, 3000));
        Assert.That(Enumerable.Range(0, 1225).All(i => _single.Shape(8 * i) == (float)_table.Shape(8 * i)), Is.True);
        Assert.That(_single.Spread(777), Is.EqualTo(_table.Spread(777)).Within(1e-6).And.Not.EqualTo((double)(float)_single.Spread(777)));
    }

    private static double LogGamma(double x) => MathNet.Numerics.SpecialFunctions.GammaLn(x);
}
