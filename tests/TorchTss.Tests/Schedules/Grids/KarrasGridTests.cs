using TorchTss.Schedules;

namespace TorchTss.Tests.Schedules.Grids;

public sealed class KarrasGridTests
{
    [Test] // baselines.md 7
    public void Seven_steps_have_the_published_timesteps() =>
        Assert.That(Grid.Values("karras", 7), Is.EqualTo(new[] { 999, 868.4154, 687.1527, 427.4887, 145.9381, 17.8582, 0 }).Within(1e-4));

    [Test] // baselines.md 7
    public void The_interpolated_sigmas_are_those_of_the_formula()
    {
        double[] seven = [14.614641, 7.094411, 3.168603, 1.274100, 0.446918, 0.130308, 0.029167];
        var table = NoiseTable.ScaledLinear();
        Assert.That(Grid.Values("karras", 7).Select(table.SigmaAt), Is.EqualTo(seven).Within(1e-6));
    }

    [Test]
    public void One_step_is_the_top() => Assert.That(Grid.Values("karras", 1), Is.EqualTo(new[] { 999.0 }));
}
