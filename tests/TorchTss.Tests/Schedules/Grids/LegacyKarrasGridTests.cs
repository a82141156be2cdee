using TorchTss.Schedules;
using TorchTss.Schedules.Grids;

namespace TorchTss.Tests.Schedules.Grids;

public sealed class LegacyKarrasGridTests
{
    private static readonly NoiseTable _table = NoiseTable.ScaledLinear();

    // supir.md 9.2
    [Test]
    public void Eight_steps_are_the_originals() => Assert.That(
        new LegacyKarrasGrid(new KarrasOptions()).Values(_table, 8).Select(_table.SigmaAt),
        Is.EqualTo(new[] { 14.61464, 9.65603, 6.21553, 3.88422, 2.34652, 1.36318, 0.75654, 0.39775 }).Within(1e-5));

    [TestCase(1, new[] { 999.0 })]
    [TestCase(2, new[] { 999.0, 499.0 })]
    public void Ends_are_those_of_the_plain_grid(int steps, double[] timesteps) =>
        Assert.That(new LegacyKarrasGrid(new KarrasOptions()).Values(_table, steps), Is.EqualTo(timesteps));
}
