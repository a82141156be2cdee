using TorchSharp;
using TorchTss.Metrics.Fid;
using static TorchSharp.torch;

namespace TorchTss.Tests.Metrics.Fid;

public sealed class FrechetDistanceTests
{
    [TestCase("fid.a", "fid.b", 40, 3.2658371716)]
    [TestCase("fid.c", "fid.d", 5, 7.246680)]       // fewer rows than columns
    public void Is_the_specifications(string first, string second, int rows, double expected)
    {
        using var scope = NewDisposeScope();
        var distance = FrechetDistance.Between(ClosedForm.Rows(first, rows, 8), ClosedForm.Rows(second, rows, 8, 0.5, 1.5));
        Assert.That(distance, Is.EqualTo(expected).Within(rows > 8 ? 1e-10 : 5e-7));
    }

    [TestCase(40, 8)]
    [TestCase(8, 8)]
    [TestCase(5, 16)]
    public void Is_nothing_between_a_set_and_itself(int rows, int columns)
    {
        using var scope = NewDisposeScope();
        var x = ClosedForm.Rows("x", rows, columns, 3, 2);
        Assert.That(FrechetDistance.Between(x, x), Is.InRange(0, 1e-12 * x.var(0).sum().item<double>()));
    }

    [TestCase(40, 30)]
    [TestCase(5, 30)]
    [TestCase(5, 7)]
    public void Is_what_roots_of_the_covariances_give(int rows, int others)
    {
        using var scope = NewDisposeScope();
        var (x, y) = (ClosedForm.Rows("x", rows, 12), ClosedForm.Rows("y", others, 12, 1, 0.5));
        Assert.That(FrechetDistance.Between(x, y), Is.EqualTo(ByRoots(x, y)).Within(1e-6).Percent);
        Assert.That(FrechetDistance.Between(x, y), Is.EqualTo(FrechetDistance.Between(y, x)).Within(1e-10).Percent);
    }

    [Test]
    public void Of_shifted_copies_is_the_square_of_the_shift()
    {
        using var scope = NewDisposeScope();
        var x = ClosedForm.Rows("x", 20, 6);
        Assert.That(FrechetDistance.Between(x, x + 0.25), Is.EqualTo(6 * 0.0625).Within(1e-12));
    }

    [Test]
    public void Of_scaled_copies_is_the_square_of_the_difference_of_deviations()
    {
        using var scope = NewDisposeScope();
        var x = ClosedForm.Rows("x", 20, 6);
        x -= x.mean([0], keepdim: true);
        Assert.That(FrechetDistance.Between(x, x * 3), Is.EqualTo(4 * x.var(0).sum().item<double>()).Within(1e-12));
    }

    [Test]
    public void Leaves_no_tensor_behind()
    {
        using var outer = NewDisposeScope();
        var (x, y) = (ClosedForm.Rows("x", 40, 8), ClosedForm.Rows("y", 5, 8));
        var before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        FrechetDistance.Between(x, y);
        Assert.That(DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount, Is.EqualTo(before));
    }

    /// <summary>The other way, metrics specification §9: eigenvalues of SΣ₂S, S the symmetric root of Σ₁.</summary>
    private static double ByRoots(Tensor x, Tensor y)
    {
        var (c1, c2) = (x.t().cov(), y.t().cov());
        var (values, vectors) = linalg.eigh(c1);
        var root = vectors.mul(values.clamp(min: 0).sqrt()).matmul(vectors.t());
        var shared = linalg.eigvalsh(root.matmul(c2).matmul(root)).clamp(min: 0).sqrt().sum();
        return ((x.mean([0]) - y.mean([0])).square().sum() + c1.trace() + c2.trace() - shared * 2).item<double>();
    }
}
