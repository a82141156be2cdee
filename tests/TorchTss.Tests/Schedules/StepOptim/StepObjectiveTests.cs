using TorchTss.Schedules;
using TorchTss.Schedules.StepOptim;

namespace TorchTss.Tests.Schedules.StepOptim;

/// <summary>The golden values of baselines.md 6.3.</summary>
public sealed class StepObjectiveTests
{
    private static readonly ContinuousTime _time = new(NoiseTable.ScaledLinear());

    [TestCase(7, nameof(StepStart.UnifT), 3, 2, 12.811186)]
    [TestCase(7, nameof(StepStart.Unif), 3, 2, 19.551469)]
    [TestCase(7, nameof(StepStart.UnifT), 3, 1, 21.905866)]
    [TestCase(10, nameof(StepStart.UnifT), 3, 2, 9.668032)]
    [TestCase(10, nameof(StepStart.UnifT), 0, 2, 7.190224)]
    [TestCase(10, nameof(StepStart.Unif), 0, 2, 4.687285)]
    public void Value_at_a_start_is_the_originals(int steps, string start, int trunc, double power, double expected)
    {
        var lambda = StartingSteps.Of(Enum.Parse<StepStart>(start), _time, steps, 1e-3);
        Assert.That(new StepObjective(trunc, power).Of(lambda), Is.EqualTo(expected).Within(0.01).Percent);
    }

    [Test]
    public void One_step_is_of_first_order() =>
        Assert.That(new StepObjective(3, 2).Of([0, 1]), Is.EqualTo((Math.E - 1) * 0.5 * Math.Sqrt(2)).Within(1e-12));
}
