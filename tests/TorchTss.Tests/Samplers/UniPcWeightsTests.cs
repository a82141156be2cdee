using TorchSharp;
using TorchTss.Samplers;

namespace TorchTss.Tests.Samplers;

public sealed class UniPcWeightsTests
{
    [TestCase(0.01, new[] { .995016625083, .498337491681, .166250831946, .041583472024 }, new[] { .500833331944, .334166943055, .250750415475 })]
    [TestCase(0.5, new[] { .786938680575, .426122638851, .147754722299, .037823888735 }, new[] { .541494082537, .375517752390, .288387568199 })]
    [TestCase(1.0, new[] { .632120558829, .367879441171, .132120558829, .034546107838 }, new[] { .581976706869, .418023293131, .327906827477 })]
    [TestCase(2.0, new[] { .432332358382, .283833820809, .108083089595, .029291788536 }, new[] { .656517642750, .5, .406517642750 })]
    public void Phi_and_moments_have_the_published_values(double h, double[] phi, double[] moments)
    {
        using var scope = torch.NewDisposeScope();
        Assert.That(UniPcWeights.Phi(Map(-h)).Select(p => p.item<double>()), Is.EqualTo(phi).Within(1e-12));
        Assert.That(UniPcWeights.Moments(Map(h), UniPcVariant.Bh2).Select(p => p.item<double>()), Is.EqualTo(moments).Within(1e-12));
    }

    [Test]
    public void Moments_of_no_length_are_their_limits()
    {
        using var scope = torch.NewDisposeScope();
        Assert.That(UniPcWeights.Moments(Map(0), UniPcVariant.Bh1).Select(p => p.item<double>()),
            Is.EqualTo(new[] { 1 / 2.0, 1 / 3.0, 1 / 4.0 }).Within(1e-15));
    }

    [TestCase(0.7, 0.4, 0.9, true)]
    [TestCase(0.05, 1.3, 0.02, false)]
    [TestCase(2.5, 0.3, 0.6, false)]
    public void Third_order_corrector_solves_the_linear_system(double h, double u, double gap, bool isBh1)
    {
        var variant = isBh1 ? UniPcVariant.Bh1 : UniPcVariant.Bh2;
        using var scope = torch.NewDisposeScope();
        var weights = UniPcWeights.Of(Map(h), [Map(u), Map(gap)], variant, corrects: true);
        var b = UniPcWeights.Moments(Map(h), variant).Select(m => m.item<double>()).ToArray();
        // Σ_j r_j^{i−1} ρ_j = b_i with nodes r_1 = −u/h, r_2 = −(u+gap)/h, 1; X and Y hold −ρ_j/r_j.
        var (r1, r2) = (-u / h, -(u + gap) / h);
        var (x, y, rho) = (weights.X.item<double>() * -r1, weights.Y.item<double>() * -r2, weights.Rho.item<double>());
        Assert.That(x + y + rho, Is.EqualTo(b[0]).Within(1e-12));
        Assert.That(r1 * x + r2 * y + rho, Is.EqualTo(b[1]).Within(1e-12));
        Assert.That(r1 * r1 * x + r2 * r2 * y + rho, Is.EqualTo(b[2]).Within(1e-11));
    }

    [Test]
    public void Empty_intervals_before_lower_the_order_where_they_are()
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor h = Row(0.5, 0.5, 0.5, 0), u = Row(0.4, 0, 0.4, 0.4), gap = Row(0.3, 0.3, 0, 0.3);
        var third = UniPcWeights.Of(h, [u, gap], UniPcVariant.Bh2, corrects: true);
        var second = UniPcWeights.Of(h, [u], UniPcVariant.Bh2, corrects: true);
        Assert.Multiple(() =>
        {
            Assert.That(third.Rho[1].item<double>(), Is.EqualTo(0.5));
            Assert.That(third.X[1].item<double>(), Is.Zero);
            Assert.That(third.Y[2].item<double>(), Is.Zero);
            Assert.That(third.X[2].item<double>(), Is.EqualTo(second.X[2].item<double>()));
            Assert.That(third.Y[0].item<double>(), Is.Not.Zero);
            Assert.That(
                third.X.isfinite().all().item<bool>() && third.Y.isfinite().all().item<bool>() && third.Rho.isfinite().all().item<bool>(),
                Is.True);
        });
    }

    private static torch.Tensor Map(double value) => torch.full([1, 1, 1, 1], value, torch.float64);

    private static torch.Tensor Row(params double[] values) => torch.tensor(values, torch.float64);
}
