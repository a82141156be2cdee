using TorchTss.Schedules;
using TorchTss.Verification.Modules;

namespace TorchTss.Tests.Samplers;

/// <summary>Stable Diffusion specification, section 5.3.</summary>
public sealed class SchedulerTimestepsTests
{
    [TestCase("linspace", 0, new double[] { 999, 832, 666, 500, 333, 166, 0 })]
    [TestCase("leading", 1, new double[] { 853, 711, 569, 427, 285, 143, 1 })]
    [TestCase("trailing", 0, new double[] { 999, 856, 713, 570, 428, 285, 142 })]
    public void One_step_lists(string spacing, int offset, double[] expected) =>
        Assert.That(SchedulerTimesteps.OneStep(spacing, 7, 1000, offset).Select(t => Math.Round(t)), Is.EqualTo(expected));

    [TestCase("linspace", 0, 7, new double[] { 999, 856, 714, 571, 428, 285, 143 })]
    [TestCase("leading", 1, 7, new double[] { 876, 751, 626, 501, 376, 251, 126 })]
    [TestCase("linspace", 0, 20, new double[] { 999, 949, 899, 849, 799, 749, 699, 649, 599, 549, 500, 450, 400, 350, 300, 250, 200, 150, 100, 50 })]
    public void Multistep_lists(string spacing, int offset, int steps, double[] expected) =>
        Assert.That(SchedulerTimesteps.Multistep(spacing, steps, 1000, 1000, offset), Is.EqualTo(expected));

    [Test] // i·step with the step rounded first: i = 13 of 26 is 499, not the 500 of a tie
    public void Linspace_rounds_its_step_first() => Assert.That(SchedulerTimesteps.Multistep("linspace", 26, 1000, 1000, 0)[13], Is.EqualTo(499));

    [TestCase("linspace", new double[] { 899, 674, 450, 225 })]
    [TestCase("leading", new double[] { 720, 540, 360, 180 })]
    public void Clipped_lists_begin_below_the_last_timestep(string spacing, double[] expected) =>
        Assert.That(SchedulerTimesteps.Multistep(spacing, 4, 1000, 900, 0), Is.EqualTo(expected));

    [TestCase(1)]
    [TestCase(2)]
    public void Short_lists_begin_at_the_noisiest(int steps) =>
        Assert.That(SchedulerTimesteps.Multistep("linspace", steps, 1000, 1000, 0)[0], Is.EqualTo(999));

    [Test]
    public void Karras_levels_and_their_timesteps()
    {
        var table = NoiseTable.ScaledLinear();
        var sigmas = SchedulerTimesteps.Karras(table.Sigmas[999], table.Sigmas[0], 7);
        Assert.That(sigmas, Is.EqualTo(new[] { 14.614645, 7.0944195, 3.1686108, 1.2741052, 0.44692087, 0.13030872, 0.02916753 }).Within(1e-5));
        Assert.That(sigmas.Select(s => Math.Round(table.TimestepOf(s))), Is.EqualTo(new double[] { 999, 868, 687, 427, 146, 18, 0 }));
    }

    [Test]
    public void Exponential_levels_fall_by_a_constant_factor()
    {
        var sigmas = SchedulerTimesteps.Exponential(16, 1, 5);
        Assert.That(sigmas, Is.EqualTo(new double[] { 16, 8, 4, 2, 1 }).Within(1e-12));
    }
}
