using TorchTss.Schedules.Warps;

namespace TorchTss.Tests.Schedules.Warps;

public sealed class ExponentialPrintedWarpTests
{
    [Test] // tss.md 2: as printed it maps [0, T] onto [119.2, 880.8]
    public void Maps_the_whole_range_onto_119_to_881() =>
        Assert.That(Curve.Of(new ExponentialPrintedWarp(new LogisticOptions()), [0, 500, 1000], 0.5, 1, 1000),
            Is.EqualTo(new[] { 119.2, 500, 880.8 }).Within(0.05));
}
