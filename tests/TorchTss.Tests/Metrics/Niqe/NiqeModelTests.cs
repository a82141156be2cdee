using MathNet.Numerics.LinearAlgebra;
using TorchTss.Metrics;
using TorchTss.Metrics.Niqe;

namespace TorchTss.Tests.Metrics.Niqe;

public sealed class NiqeModelTests
{
    private static readonly NiqeModel _unit = new(Vector<double>.Build.Dense(36), Matrix<double>.Build.DenseIdentity(36));

    [Test]
    public void Distance_is_measured_in_mean_covariances()
    {
        // Two blocks ±1 about 3 in one feature: μd = 3, Σd = 2, so (1 + 2)/2 in that place: 3 / sqrt(1.5).
        Assert.That(_unit.Distance([Block(2), Block(4)]), Is.EqualTo(3 / Math.Sqrt(1.5)).Within(1e-12));
    }

    [Test]
    public void What_is_not_a_number_counts_for_no_mean_and_its_block_for_no_covariance()
    {
        var broken = Block(9);
        broken[5] = double.NaN;
        // The mean of the first feature has the broken block (2, 4, 9); the covariance has not.
        Assert.That(_unit.Distance([Block(2), Block(4), broken]), Is.EqualTo(5 / Math.Sqrt(1.5)).Within(1e-12));
    }

    [Test]
    public void The_statistics_are_the_ones_that_were_published()
    {
        using var file = new MetricFolder().Open(NiqeModel.File);
        using var scope = TorchSharp.torch.NewDisposeScope();
        Assert.That(file.Tensor("mu_pris_param").sum().item<double>(), Is.EqualTo(17.32876552816881).Within(1e-12));
        Assert.That(file.Tensor("cov_pris_param").sum().item<double>(), Is.EqualTo(13.276807347444823).Within(1e-12));
    }

    private static double[] Block(double first) => [first, .. new double[35]];
}
