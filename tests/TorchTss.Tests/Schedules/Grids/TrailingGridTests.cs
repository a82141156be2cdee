namespace TorchTss.Tests.Schedules.Grids;

public sealed class TrailingGridTests
{
    [Test] // stable-diffusion.md 5.3
    public void Seven_steps_are_diffusers() => Assert.That(Grid.Indices("trailing", 7), Is.EqualTo(new[] { 999, 856, 713, 570, 428, 285, 142 }));

    [Test] // numpy's arange ends N = 61 on −1
    public void Sixty_one_steps_end_above_zero()
    {
        var indices = Grid.Indices("trailing", 61);
        Assert.That(indices, Has.Length.EqualTo(61));
        Assert.That(indices[^1], Is.EqualTo(15));
    }
}
