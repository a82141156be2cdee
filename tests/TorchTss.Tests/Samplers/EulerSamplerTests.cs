using TorchTss.Schedules;
using static TorchSharp.torch;

namespace TorchTss.Tests.Samplers;

/// <summary>Karras et al. 2022, Algorithm 2.</summary>
public sealed class EulerSamplerTests
{
    [TestCase("euler:churn=0.5", 0.25)]                // S_churn/N
    [TestCase("euler:churn=9", 0.41421356237309515)]   // √2 − 1
    [TestCase("euler:churn=9,churn-max=inf", 0.41421356237309515)]
    [TestCase("euler:churn=9,churn-min=2.5", 0.0)]
    [TestCase("euler:churn=9,churn-max=1.5", 0.0)]
    [TestCase("euler:churn=9,churn-min=2,churn-max=2", 0.41421356237309515)]
    public void Noise_is_raised_by_gamma_inside_the_gate(string sampler, double gamma)
    {
        using var scope = NewDisposeScope();
        using var schedule = new SamplingSchedule([NoiseLevel.Uniform(2, 1), NoiseLevel.Uniform(1, 0), NoiseLevel.Clean()]);
        var seen = new List<(double Sigma, float X)>();
        Trajectory.Of(Trajectory.Sampler(sampler + ",noise-scale=3"), (x, sigma, step) =>
        {
            seen.Add((sigma.item<double>(), x.item<float>()));
            return x * 0;
        }, zeros(1, 1, 1, 1), schedule, new FlatNoise(1));
        Assert.That(seen[0].Sigma, Is.EqualTo(2 * (1 + gamma)).Within(1e-12));
        Assert.That(seen[0].X, Is.EqualTo(3 * 2 * Math.Sqrt((1 + gamma) * (1 + gamma) - 1)).Within(1e-5));
    }

    [Test]
    public void Positions_are_churned_each_by_its_own_gate()
    {
        using var scope = NewDisposeScope();
        using var schedule = new SamplingSchedule([
            new NoiseLevel(tensor(new[] { 8.0, 4, 2 }, [1, 1, 1, 3]), zeros(1, 1, 1, 3, float64)),
            new NoiseLevel(tensor(new[] { 4.0, 4, 1 }, [1, 1, 1, 3]), zeros(1, 1, 1, 3, float64)), NoiseLevel.Clean()]);
        double[] raised = [];
        Trajectory.Of(Trajectory.Sampler("euler:churn=1,churn-min=3"), (x, sigma, step) =>
        {
            if (step.Index == 0) raised = [.. sigma.data<double>()];
            return x * 0;
        }, ones(1, 1, 1, 3), schedule);
        Assert.That(raised, Is.EqualTo(new[] { 8 * (1 + Math.Sqrt(2) - 1), 4, 2 }).Within(1e-12), "inside, empty step, below the gate");
    }

    [Test]
    public void Without_churn_the_model_gets_the_very_level_of_the_schedule()
    {
        using var scope = NewDisposeScope();
        using var schedule = Trajectory.Schedule(999, 500);
        Trajectory.Of(Trajectory.Sampler("euler"), (x, sigma, step) =>
        {
            Assert.That(ReferenceEquals(sigma, step.From.Sigma), Is.True);
            return x * 0;
        }, ones(1, 1, 1, 1), schedule);
    }

    [Test] // diffusers with final_sigmas_type "sigma_min" and a list that ends at timestep 0
    public void A_run_that_ends_on_the_sigma_of_its_last_timestep_still_takes_that_step()
    {
        using var scope = NewDisposeScope();
        var table = Trajectory.Table;
        using var schedule = new SamplingSchedule(
        [
            NoiseLevel.Uniform(table.Sigmas[400], 400), NoiseLevel.Uniform(table.Sigmas[0], 0), NoiseLevel.Uniform(table.Sigmas[0], NoiseLevel.EndTimestep),
        ]);
        var run = Trajectory.Of(Trajectory.Sampler("euler:churn=1"), (x, _, _) => x * 0, ones(1, 1, 2, 2), schedule);
        Assert.That(run.Latents[1], Is.Not.EqualTo(run.Latents[0]), "churned, and stepped back to σ[0]");
    }
}
