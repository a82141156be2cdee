using TorchTss.Experiments.Frequency;

namespace TorchTss.Tests.Experiments.Frequency;

public sealed class RunMeterTests
{
    [TestCase(1, 1)]
    [TestCase(7, 7)]
    [TestCase(20, 20)]
    [TestCase(21, 20)]
    [TestCase(100, 20)]
    [TestCase(1000, 20)]
    public void First_and_last_step_are_shown_and_at_most_twenty(int count, int shown)
    {
        var steps = Enumerable.Range(0, count).Where(k => RunMeter.IsShown(k, count)).ToArray();
        Assert.That((steps.Length, steps[0], steps[^1]), Is.EqualTo((shown, 0, count - 1)));
    }
}
