namespace TorchTss.Tests.Schedules.Grids;

public sealed class RespacedGridTests
{
    [Test] // stablesr.md 6.2
    [TestCase(4, new[] { 0, 333, 666, 999 })]
    [TestCase(7, new[] { 0, 166, 333, 500, 666, 832, 999 })]
    [TestCase(15, new[] { 0, 71, 143, 214, 285, 357, 428, 500, 571, 642, 714, 785, 856, 928, 999 })]
    [TestCase(20, new[] { 0, 53, 105, 158, 210, 263, 315, 368, 421, 473, 526, 578, 631, 684, 736, 789, 841, 894, 946, 999 })]
    public void Has_StableSRs_timesteps(int steps, int[] rising) => Assert.That(Grid.Indices("respaced", steps).Reverse(), Is.EqualTo(rising));

    [Test] // stablesr.md 6.2
    [TestCase(100, 49950)]
    [TestCase(200, 99900)]
    public void Long_lists_have_the_published_sum(int steps, int sum) => Assert.That(Grid.Indices("respaced", steps).Sum(), Is.EqualTo(sum));

    [Test]
    public void A_single_step_is_the_top() => Assert.That(Grid.Indices("respaced", 1), Is.EqualTo(new[] { 999 }));
}
