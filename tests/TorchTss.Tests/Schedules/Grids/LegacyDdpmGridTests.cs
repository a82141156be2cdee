namespace TorchTss.Tests.Schedules.Grids;

public sealed class LegacyDdpmGridTests
{
    [Test] // supir.md 9.2
    [TestCase(7, new[] { 999, 856, 713, 570, 428, 285, 142 })]
    [TestCase(8, new[] { 999, 874, 749, 624, 499, 374, 249, 124 })]
    [TestCase(10, new[] { 999, 899, 799, 699, 599, 499, 399, 299, 199, 99 })]
    [TestCase(14, new[] { 999, 927, 856, 784, 713, 642, 570, 499, 428, 356, 285, 214, 142, 71 })]
    public void Has_SUPIRs_indices(int steps, int[] expected) => Assert.That(Grid.Indices("legacy-ddpm", steps), Is.EqualTo(expected));

    [Test]
    public void Fifty_steps_are_999_to_19_by_20() =>
        Assert.That(Grid.Indices("legacy-ddpm", 50), Is.EqualTo(Enumerable.Range(0, 50).Select(k => 999 - 20 * k)));

    [Test]
    public void All_thousand_steps_are_999_to_0() =>
        Assert.That(Grid.Indices("legacy-ddpm", 1000), Is.EqualTo(Enumerable.Range(0, 1000).Select(k => 999 - k)));
}
