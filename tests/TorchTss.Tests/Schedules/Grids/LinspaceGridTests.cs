namespace TorchTss.Tests.Schedules.Grids;

public sealed class LinspaceGridTests
{
    [Test] // pasd.md 4.2
    public void Seven_steps_are_PASDs() => Assert.That(Grid.Indices("linspace", 7), Is.EqualTo(new[] { 999, 856, 714, 571, 428, 285, 143 }));

    [Test] // stable-diffusion.md 5.3
    public void Twenty_steps_have_their_ties_rounded_to_even()
    {
        var indices = Grid.Indices("linspace", 20);
        Assert.That(indices[..7], Is.EqualTo(new[] { 999, 949, 899, 849, 799, 749, 699 }));
        Assert.That(indices[^3..], Is.EqualTo(new[] { 150, 100, 50 }));
    }

    [Test] // numpy rounds the step first: 13·(999/26) is just below 499.5 or at it, never computed as 13·999/26
    public void The_step_is_rounded_before_it_is_multiplied() => Assert.That(Grid.Values("linspace", 26)[13], Is.EqualTo(13 * (999.0 / 26)));
}
