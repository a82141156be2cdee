using TorchTss.Schedules;
using static TorchSharp.torch;

namespace TorchTss.Tests.Samplers;

public sealed class DdpmSamplerTests
{
    private static readonly double[] _ab = [.. Trajectory.Table.AlphaBars];

    [Test] // StableSR specification 7.3: T = 500, S = 333
    public void Step_has_the_published_mean_and_variance()
    {
        Assert.That(Step("ddpm", 500, 333, x0: 0.3, x: -0.7, noise: 0), Is.EqualTo(-0.176709214).Within(1e-6));
        Assert.That(Step("ddpm", 500, 333, x0: 0, x: 0, noise: 1), Is.EqualTo(Math.Sqrt(0.31067356)).Within(1e-6));
    }

    [TestCase(500, 333)]
    [TestCase(999, 20)]
    public void Large_variance_is_that_of_the_forward_step(int from, int to) =>
        Assert.That(Step("ddpm:variance=fixed-large", from, to, x0: 0, x: 0, noise: 1), Is.EqualTo(Math.Sqrt(1 - _ab[from] / _ab[to])).Within(1e-6));

    [Test] // diffusers' DDPM draws for t > 0, even where the step ends clean
    public void Large_variance_ends_with_noise_unless_at_timestep_0()
    {
        Assert.That(Step("ddpm:variance=fixed-large", 143, null, x0: 0.4, x: 0, noise: 1), Is.EqualTo(0.4 + Math.Sqrt(1 - _ab[143])).Within(1e-6));
        Assert.That(Step("ddpm:variance=fixed-large", 0, null, x0: 0.4, x: 0, noise: 1), Is.EqualTo(0.4f));
    }

    [Test]
    public void Clipping_acts_on_x0() =>
        Assert.That(Step("ddpm:clip=0.3", 500, 333, x0: 5, x: -0.7, noise: 0), Is.EqualTo(-0.176709214).Within(1e-6));

    [TestCase(999, 800)]
    [TestCase(300, 20)]
    public void Ddim_with_eta_1_is_the_same_step(int from, int to) =>
        Assert.That(Step("ddim:eta=1", from, to, x0: 0.3, x: -0.7, noise: 0.6),
            Is.EqualTo(Step("ddpm", from, to, x0: 0.3, x: -0.7, noise: 0.6)).Within(1e-5));

    /// <summary>One step in variance-preserving numbers.</summary>
    private static double Step(string sampler, int from, int? to, double x0, double x, double noise)
    {
        using var scope = NewDisposeScope();
        var end = to is { } t ? NoiseLevel.Uniform(Trajectory.Table.Sigmas[t], t) : NoiseLevel.Clean();
        using var schedule = new SamplingSchedule([NoiseLevel.Uniform(Trajectory.Table.Sigmas[from], from), end]);
        var start = full(1, 1, 1, 1, x / Math.Sqrt(_ab[from]), float32);
        var run = Trajectory.Of(Trajectory.Sampler(sampler), (latent, sigma, step) => full_like(latent, x0), start, schedule, new FlatNoise(noise));
        return run.Latents[0][0] * (to is { } s ? Math.Sqrt(_ab[s]) : 1);
    }
}
