using TorchTss.Schedules;
using TorchTss.Schedules.StepOptim;

namespace TorchTss.Tests.Schedules.StepOptim;

/// <summary>The minima of baselines.md 6.5.</summary>
public sealed class StepMinimumTests
{
    private static readonly ContinuousTime _time = new(NoiseTable.ScaledLinear());

    [TestCase(3, 3, 21.775467)]
    [TestCase(4, 3, 15.057826)]
    [TestCase(5, 3, 13.480375)]
    [TestCase(6, 3, 11.374375)]
    [TestCase(7, 3, 8.565595)]
    [TestCase(8, 8, 10.160306)]
    [TestCase(10, 10, 9.359783)]
    [TestCase(14, 14, 8.494253)]
    [TestCase(15, 15, 8.354855)]
    [TestCase(20, 20, 7.878268)]
    public void Value_is_the_minimums(int steps, int trunc, double expected)
    {
        var value = StepMinimum.Find(new StepObjective(trunc, 2), StartingSteps.Of(StepStart.UnifT, _time, steps, 1e-3)).Value;
        TestContext.Out.WriteLine($"{value:f6}, expected {expected:f6}");
        Assert.That(value, Is.EqualTo(expected).Within(1e-4));
    }

    private static readonly object[] _times =
    [
        new object[] { 3, new[] { .44799, .16630 } },
        new object[] { 4, new[] { .57743, .31435, .09941 } },
        new object[] { 5, new[] { .60153, .37620, .20821, .07967 } },
        new object[] { 6, new[] { .66250, .43611, .30956, .17862, .06299 } },
        new object[] { 7, new[] { .74025, .54658, .46503, .28765, .14691, .04224 } },
    ];

    [TestCaseSource(nameof(_times))]
    public void Times_are_the_minimums(int steps, double[] interior)
    {
        var lambda = StepMinimum.Find(new StepObjective(3, 2), StartingSteps.Of(StepStart.UnifT, _time, steps, 1e-3)).Lambda;
        Assert.That(lambda[1..^1].Select(_time.TimeOf), Is.EqualTo(interior).Within(1e-4));
    }

    [Test]
    public void Lambda_of_seven_steps_is_the_minimums() =>
        Assert.That(StepMinimum.Find(new StepObjective(3, 2), StartingSteps.Of(StepStart.Edm, _time, 7, 1e-3)).Lambda,
            Is.EqualTo(new[] { -2.682024, -1.365266, -0.635488, -0.362149, 0.229808, 0.805536, 1.597297, 3.534699 }).Within(1e-3));

    [Test]
    public void Signed_sums_collapse_but_stay_in_order()
    {
        var lambda = StepMinimum.Find(new StepObjective(0, 2), StartingSteps.Of(StepStart.UnifT, _time, 10, 1e-3)).Lambda;
        Assert.That(lambda, Is.Ordered);
        Assert.That((lambda[0], lambda[^1]), Is.EqualTo((_time.LambdaOf(1), _time.LambdaOf(1e-3))));
    }
}
