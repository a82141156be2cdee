namespace TorchTss.Tests.Schedules.Grids;

public sealed class UniformGridTests
{
    [Test] // the bundled host's recipe, step 4
    public void Seven_steps_are_the_bundled_hosts() =>
        Assert.That(Grid.Indices("uniform", 7), Is.EqualTo(new[] { 999, 856, 714, 571, 428, 285, 143 }));

    [Test]
    public void A_tie_rounds_up() => Assert.That(Grid.Indices("uniform", 2), Is.EqualTo(new[] { 999, 500 }));
}
