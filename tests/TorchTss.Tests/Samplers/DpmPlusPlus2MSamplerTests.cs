using TorchTss.Samplers;
using TorchTss.Schedules;
using static TorchSharp.torch;

namespace TorchTss.Tests.Samplers;

public sealed class DpmPlusPlus2MSamplerTests
{
    [TestCase(14, true, false, false)]
    [TestCase(15, true, false, true)]
    [TestCase(14, false, false, true)]
    [TestCase(15, true, true, false)]
    public void Last_step_is_of_first_order_when_short_or_told_so(int steps, bool lower, bool euler, bool second)
    {
        using var scope = NewDisposeScope();
        // Ends at a level above 0, where the order shows.
        var timesteps = Enumerable.Range(0, steps + 1).Select(k => 999 - 60 * k);
        using var schedule = new SamplingSchedule([.. timesteps.Select(t => NoiseLevel.Uniform(Trajectory.Table.Sigmas[t], t))]);
        double Last(DpmPlusPlus2MOptions options) =>
            Trajectory.Of(new DpmPlusPlus2MSampler(options), Model, ones(1, 1, 1, 1) * 14, schedule).Latents[^1][0];
        var actual = Last(new() { LowerOrderFinal = lower, EulerAtFinal = euler });
        var always = Last(new() { LowerOrderFinal = false });
        Assert.That(Math.Abs(actual - always) < 1e-6, Is.EqualTo(second));
    }

    [Test]
    public void Second_order_term_is_that_of_the_paper()
    {
        // Lu et al. 2022, Algorithm 2 in σ: x' = r·x + (1−r)·((1 + h/2u)·D1 − h/2u·D0).
        using var scope = NewDisposeScope();
        using var schedule = new SamplingSchedule([.. new[] { 8.0, 4, 1, 0.5 }.Select(sigma => NoiseLevel.Uniform(sigma, 0))]);
        double[] x0 = [0.3, 0.9, 0];
        var run = Trajectory.Of(
            Trajectory.Sampler("dpmpp-2m"), (x, sigma, step) => full_like(x, x0[step.Index]), full(1, 1, 1, 1, 10f, float32), schedule);
        var first = 0.5 * 10 + 0.5 * 0.3;
        var ratio = Math.Log(4) / (2 * Math.Log(2));
        Assert.That(run.Latents[0][0], Is.EqualTo(first).Within(1e-6));
        Assert.That(run.Latents[1][0], Is.EqualTo(0.25 * first + 0.75 * ((1 + ratio) * 0.9 - ratio * 0.3)).Within(1e-6));
    }

    private static Tensor Model(Tensor x, Tensor sigma, SamplerStep step) => (x * 0.3).tanh();
}
