using TorchTss.Samplers;
using TorchTss.Schedules;
using static TorchSharp.torch;

namespace TorchTss.Tests.Samplers;

public sealed class DpmPlusPlus2MSdeSamplerTests
{
    [TestCase("midpoint")]
    [TestCase("heun")]
    public void Without_noise_it_is_dpmpp_2m(string solver)
    {
        using var scope = NewDisposeScope();
        using var schedule = Trajectory.Rows([999, 800, 500, 200], [999, 600, 600, 100]);
        var runs = new[] { $"dpmpp-2m-sde:eta=0,solver={solver}", $"dpmpp-2m:solver={solver}" }
            .Select(s => Trajectory.Of(Trajectory.Sampler(s), Model, full(1, 1, 1, 2, 14f, float32), schedule).Latents).ToArray();
        Assert.That(runs[0], Is.EqualTo(runs[1]));
    }

    [TestCase("dpmpp-2m-sde", 3.0, 1.0)]
    [TestCase("dpmpp-2m-sde:noise-scale=2", 6.0, 1.0)]
    [TestCase("dpmpp-2m-sde:noise-first=false", 0.0, 1.0)]
    [TestCase("dpmpp-2m-sde:eta=0.5", 3.0, 0.5)]
    public void Noise_fills_up_to_the_next_level(string sampler, double scale, double eta)
    {
        using var scope = NewDisposeScope();
        using var schedule = new SamplingSchedule([NoiseLevel.Uniform(8, 9), NoiseLevel.Uniform(2, 5), NoiseLevel.Clean()]);
        var run = Trajectory.Of(Trajectory.Sampler(sampler), (x, sigma, step) => x * 0, zeros(1, 1, 1, 1), schedule, new FlatNoise(3));
        // σ'√(1 − (σ'/σ)^{2η})
        Assert.That(run.Latents[0][0], Is.EqualTo(scale * 2 * Math.Sqrt(1 - Math.Pow(0.25, 2 * eta))).Within(1e-5));
        Assert.That(run.Latents[1][0], Is.Zero);
    }

    private static Tensor Model(Tensor x, Tensor sigma, SamplerStep step) => (x * 0.3).tanh();
}
