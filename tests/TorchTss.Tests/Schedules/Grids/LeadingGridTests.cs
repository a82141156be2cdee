namespace TorchTss.Tests.Schedules.Grids;

public sealed class LeadingGridTests
{
    [Test] // stable-diffusion.md 5.3
    public void Seven_steps_are_diffusers_with_an_offset_of_one() =>
        Assert.That(Grid.Indices("leading", 7), Is.EqualTo(new[] { 853, 711, 569, 427, 285, 143, 1 }));

    [Test]
    public void The_offset_is_a_setting() => Assert.That(Grid.Indices("leading:offset=0", 7), Is.EqualTo(new[] { 852, 710, 568, 426, 284, 142, 0 }));

    [Test]
    public void A_thousand_steps_stay_inside_the_table() => Assert.That(Grid.Indices("leading", 1000)[0], Is.EqualTo(999));
}
