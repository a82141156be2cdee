using TorchTss.Experiments.Frequency;
using TorchTss.Imaging;
using static TorchSharp.torch;

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

    [Test]
    public void Measuring_a_long_run_can_be_stopped_as_well()
    {
        using var scope = NewDisposeScope();
        using var stop = new CancellationTokenSource();
        using var meter = new EnergyMeter(BandCuts.Default, 8, PatchFilter.Patch);
        using var run = new RunMeter(meter, new FrequencyOptions { Patch = 8 }, within: true, original: null, stop.Token);
        var (decoded, picture) = (0, new Image8(16, 16));
        for (var k = 0; k < 5; k++)
        {
            var report = new StepReport(k, 5, 100, 100, TimeSpan.Zero);
            var view = new StepView(report, ones(1, 4, 4, 4), ones(1, 4, 4, 4), full([1, 1, 1, 1], 100, float64), new(picture, picture, picture), Decode);
            if (k < 4) run.Watch(view);
            else Assert.That(() => run.Watch(view), Throws.InstanceOf<OperationCanceledException>());
        }
        Assert.That(decoded, Is.EqualTo(2), "the result and one step");

        Tensor Decode(Tensor latent)
        {
            if (++decoded == 2) stop.Cancel();
            return zeros(1, 3, 16, 16);
        }
    }
}
