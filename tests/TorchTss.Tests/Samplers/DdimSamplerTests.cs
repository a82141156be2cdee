using TorchTss.Denoisers;
using TorchTss.Samplers;
using TorchTss.Schedules;
using static TorchSharp.torch;

namespace TorchTss.Tests.Samplers;

public sealed class DdimSamplerTests
{
    [Test] // clip_sample without use_clipped_model_output: √R·clip(x0) + √(1−R)·ε
    public void Clipping_leaves_the_direction_alone()
    {
        var (a, r) = (Trajectory.Table.AlphaBars[500], Trajectory.Table.AlphaBars[333]);
        var (x, x0) = (2.0, 1.7);
        var epsilon = (x - Math.Sqrt(a) * x0) / Math.Sqrt(1 - a);
        Assert.That(Step("ddim:clip=1", x, x0), Is.EqualTo(Math.Sqrt(r) + Math.Sqrt(1 - r) * epsilon).Within(1e-5));
        // … and clipping before the sampler derives it anew.
        var derived = (x - Math.Sqrt(a)) / Math.Sqrt(1 - a);
        Assert.That(Step("ddim", x, x0, clip: 1), Is.EqualTo(Math.Sqrt(r) + Math.Sqrt(1 - r) * derived).Within(1e-5));
    }

    [Test]
    public void Without_noise_it_is_eulers_step()
    {
        using var scope = NewDisposeScope();
        using var schedule = Trajectory.Schedule(999, 640, 310, 40);
        var denoise = Trajectory.GoldenNetwork.Denoiser(new VPrediction(), Trajectory.Table);
        var runs = new[] { "ddim", "euler" }.Select(s => Trajectory.VariancePreserving(Trajectory.Sampler(s), denoise, schedule)).ToArray();
        for (var k = 0; k < 4; k++) Assert.That(runs[0][k], Is.EqualTo(runs[1][k]).Within(2e-6));
    }

    /// <summary>500 → 333 in variance-preserving numbers.</summary>
    private static double Step(string sampler, double x, double x0, double? clip = null)
    {
        using var scope = NewDisposeScope();
        var table = Trajectory.Table;
        using var schedule = new SamplingSchedule([NoiseLevel.Uniform(table.Sigmas[500], 500), NoiseLevel.Uniform(table.Sigmas[333], 333)]);
        Denoise denoise = (latent, sigma, step) => full_like(latent, x0);
        if (clip is { } range) denoise = denoise.WithClipping(range);
        var run = Trajectory.Of(Trajectory.Sampler(sampler), denoise, full(1, 1, 1, 1, x / Math.Sqrt(table.AlphaBars[500]), float32), schedule);
        return run.Latents[0][0] * Math.Sqrt(table.AlphaBars[333]);
    }
}
