namespace TorchTss.Tests.Schedules.Grids;

public sealed class PaperGridTests
{
    [Test] // stablesr.md 7.1, pasd.md 4.2
    public void Seven_steps_are_the_floors_of_Eq_1_and_minus_one_as_indices()
    {
        Assert.That(Grid.Values("paper", 7), Is.EqualTo(new[] { 1000, 857, 714, 571, 428, 285, 142 }));
        Assert.That(Grid.Indices("paper", 7), Is.EqualTo(new[] { 999, 856, 713, 570, 427, 284, 141 }));
    }

    [Test]
    public void A_hundred_steps_are_9_19_to_999() =>
        Assert.That(Grid.Indices("paper", 100).Reverse(), Is.EqualTo(Enumerable.Range(0, 100).Select(i => 10 * i + 9)));
}
