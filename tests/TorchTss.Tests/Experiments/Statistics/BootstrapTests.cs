using TorchTss.Experiments.Statistics;
using TorchTss.Metrics;

namespace TorchTss.Tests.Experiments.Statistics;

public sealed class BootstrapTests
{
    [Test]
    public void The_interval_of_many_normal_values_is_the_one_of_the_textbook()
    {
        // 200 values with standard deviation 1: ±1.96/√200.
        double[] values = [.. Enumerable.Range(0, 200).Select(i => MathNet.Numerics.Distributions.Normal.InvCDF(5, 1, (i + 0.5) / 200))];
        var interval = Bootstrap.Mean(values);
        Assert.That(interval.Mean, Is.EqualTo(5).Within(1e-9));
        Assert.That(interval.Low, Is.EqualTo(5 - 1.96 / Math.Sqrt(200)).Within(0.01));
        Assert.That(interval.High, Is.EqualTo(5 + 1.96 / Math.Sqrt(200)).Within(0.01));
    }

    [Test]
    public void The_same_values_give_the_same_interval()
    {
        var first = Bootstrap.Mean([1, 2, 4]);
        Assert.That(Bootstrap.Mean([4, 1, 2]), Is.EqualTo(first), "in any order");
    }

    [Test]
    public void One_value_has_no_spread() => Assert.That(Bootstrap.Mean([3]), Is.EqualTo(new Interval(3, 3, 3, 1)));

    [Test]
    public void Infinity_stays_infinity() => Assert.That(Bootstrap.Mean([1, double.PositiveInfinity]).Low, Is.EqualTo(double.PositiveInfinity));

    [Test]
    public void No_value_has_no_mean() => Assert.That(() => Bootstrap.Mean([]), Throws.ArgumentException);

    [Test]
    public void Covers_the_truth_about_95_times_of_100()
    {
        var random = new Random(1);
        var covered = Enumerable.Range(0, 400).Count(_ =>
        {
            double[] values = [.. Enumerable.Range(0, 40).Select(_ => random.NextDouble())];
            var interval = Bootstrap.Mean(values, resamples: 500);
            return interval.Low <= 0.5 && interval.High >= 0.5;
        });
        Assert.That(covered / 400.0, Is.InRange(0.90, 0.98));
    }

    [Test]
    public void Pairs_are_compared_picture_by_picture()
    {
        // Pictures differ by far more than the settings do: only pairing sees the gain.
        var before = Enumerable.Range(0, 30).ToDictionary(i => $"p{i}", i => 10.0 * i);
        var after = before.ToDictionary(p => p.Key, p => p.Value + 0.5 + 0.1 * (p.Key.Length % 2));
        var paired = PairedComparison.Of(before, after, Better.Higher)!;
        Assert.That(paired.Difference.Mean, Is.EqualTo(0.5 + 0.1 * (10.0 / 30)).Within(0.1));
        Assert.That((paired.Wins, paired.Losses, paired.Ties, paired.Verdict), Is.EqualTo((30, 0, 0, 1)));
        Assert.That(PairedComparison.Of(before, after, Better.Lower)!.Verdict, Is.EqualTo(-1));
    }

    [Test]
    public void Only_common_pictures_count_and_equal_infinities_are_ties()
    {
        var paired = PairedComparison.Of(
            new Dictionary<string, double> { ["a"] = 1, ["b"] = double.PositiveInfinity },
            new Dictionary<string, double> { ["b"] = double.PositiveInfinity, ["c"] = 2 }, Better.Higher)!;
        Assert.That((paired.Difference.Count, paired.Ties, paired.Verdict), Is.EqualTo((1, 1, 0)));
        Assert.That(PairedComparison.Of(new Dictionary<string, double>(), new Dictionary<string, double> { ["c"] = 2 }, Better.Higher), Is.Null);
    }
}
