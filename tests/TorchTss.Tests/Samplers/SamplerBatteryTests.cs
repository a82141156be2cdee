using TorchSharp;
using TorchTss.Runtime;
using TorchTss.Samplers;
using TorchTss.Schedules;
using static TorchSharp.torch;

namespace TorchTss.Tests.Samplers;

/// <summary>Claims that hold for every sampler of the catalogue, so for every one that is ever added.</summary>
public sealed class SamplerBatteryTests
{
    private static readonly string[] _settings =
    [
        "euler:churn=3", "euler:churn=3,churn-min=0.5,churn-max=9", "ddim:eta=0.7", "ddim:clip=2", "ddpm:variance=fixed-large", "ddpm:clip=2",
        "dpmpp-2m:solver=heun", "dpmpp-2m:order=1",
        "dpmpp-2m:lower-order-final=false", "dpmpp-2m-sde:solver=heun", "dpmpp-2m-sde:eta=0.5",
        "unipc:order=1", "unipc:order=3", "unipc:order=3,variant=bh1",
        "unipc:order=3,lower-order-final=false", "unipc:disable-corrector=1+2",
    ];

    private static IEnumerable<string> Samplers() => Catalog<ISampler>.Entries.Select(e => e.Name).Concat(_settings);

    private static IEnumerable<string> LongRuns() => Catalog<ISampler>.Entries.Select(e => e.Name).Append("unipc:order=3");

    private static IEnumerable<string> EndingOnX0() =>
        Samplers().Where(s => s is not ("ddpm:variance=fixed-large" or "ddim:clip=2" or "ddpm:clip=2"));

    private static IEnumerable<string> Deterministic() => Samplers().Where(s => !new[] { "churn=3", "eta=", "ddpm", "sde", "clip" }.Any(s.Contains));

    [TestCaseSource(nameof(Samplers))]
    public void Empty_steps_leave_positions_as_they_are_to_the_bit(string sampler)
    {
        using var scope = NewDisposeScope();
        using var schedule = Trajectory.Rows(
            [999, 850, 700, 500, 300, 150, 60], [999, 999, 999, 700, 400, 100, 20], [999, 800, 600, 600, 600, 400, 200], [999, 700, 300, 50, 0, 0, 0],
            [999, 999, 999, 999, 999, 999, 999]);
        var start = tensor(new[] { 12f, -7.5f, 3f, 20f, -0f, 9f, 0.3f, -11f, 4f, 5.5f }, [1, 2, 1, 5]);
        var run = Trajectory.Of(Trajectory.Sampler(sampler), Model, start, schedule);
        var x = run.Latents.Prepend([.. start.data<float>()]).Select(l => l.Select(BitConverter.SingleToInt32Bits).ToArray()).ToArray();
        Assert.Multiple(() =>
        {
            foreach (var channel in new[] { 0, 5 })
            {
                Assert.That(x[1][channel + 1], Is.EqualTo(x[0][channel + 1]), "two empty steps at the start, first");
                Assert.That(x[2][channel + 1], Is.EqualTo(x[0][channel + 1]), "two empty steps at the start, second");
                Assert.That(x[3][channel + 1], Is.Not.EqualTo(x[0][channel + 1]), "and then it moves");
                // A corrector may still correct the interval before in the step that begins an empty one.
                Assert.That(x[4][channel + 2], Is.EqualTo(x[3][channel + 2]), "empty steps in the middle");
                Assert.That(x[6][channel + 3], Is.EqualTo(x[5][channel + 3]), "early at timestep 0");
                Assert.That(x[6][channel + 4], Is.EqualTo(x[0][channel + 4]), "never moves before the last step");
            }
            Assert.That(run.Latents.SelectMany(l => l), Is.All.Matches<float>(float.IsFinite));
        });
    }

    [TestCaseSource(nameof(Samplers))]
    public void Constant_map_equals_one_level_bit_for_bit(string sampler)
    {
        using var scope = NewDisposeScope();
        using var one = Trajectory.Schedule(999, 850, 700, 700, 500, 300, 150, 60, 20);
        NoiseLevel Spread(NoiseLevel level) => new(level.Sigma.expand(1, 1, 5, 7).contiguous(), level.Timestep.expand(1, 1, 5, 7).contiguous());
        using var map = new SamplingSchedule([.. one.Steps.Select(s => s.From).Append(one.Steps[^1].To).Select(Spread)]);
        var start = Start(2, 3, 5, 7);
        var uniform = Trajectory.Of(Trajectory.Sampler(sampler), Model, start, one);
        var mapped = Trajectory.Of(Trajectory.Sampler(sampler), Model, start, map);
        for (var k = 0; k < one.Count; k++)
        {
            var bits = mapped.Latents[k].Select(BitConverter.SingleToInt32Bits);
            var expected = uniform.Latents[k].Select(BitConverter.SingleToInt32Bits);
            Assert.That(bits, Is.EqualTo(expected), $"step {k}");
        }
    }

    [TestCaseSource(nameof(EndingOnX0))]
    public void Clean_last_step_ends_on_x0(string sampler)
    {
        using var scope = NewDisposeScope();
        using var schedule = Trajectory.Rows([999, 850, 600, 300, 60], [999, 999, 400, 400, 200], [999, 700, 0, 0, 0]);
        var run = Trajectory.Of(Trajectory.Sampler(sampler), Model, Start(1, 2, 1, 3), schedule);
        Assert.That(run.Latents[^1], Is.EqualTo(run.Denoised[^1]));
    }

    [TestCaseSource(nameof(EndingOnX0))]
    public void One_step_is_x0(string sampler)
    {
        using var scope = NewDisposeScope();
        using var schedule = Trajectory.Schedule(999);
        var run = Trajectory.Of(Trajectory.Sampler(sampler), Model, Start(1, 2, 3, 3), schedule);
        Assert.That(run.Latents.Single(), Is.EqualTo(run.Denoised.Single()));
    }

    [TestCaseSource(nameof(LongRuns))]
    public void Thousand_steps_find_the_one_picture_there_is(string sampler)
    {
        using var scope = NewDisposeScope();
        using var schedule = Trajectory.Schedule([.. Enumerable.Range(0, 1000).Select(i => 999.0 - i)]);
        var run = Trajectory.Of(Trajectory.Sampler(sampler), (x, sigma, step) => full_like(x, 1.5), Start(1, 1, 1, 2), schedule);
        Assert.That(run.Latents[^1], Is.All.EqualTo(1.5).Within(1e-6));
    }

    [TestCaseSource(nameof(Samplers))]
    public void Same_noise_gives_the_same_result(string sampler)
    {
        using var scope = NewDisposeScope();
        using var schedule = Trajectory.Schedule(999, 700, 400, 200, 50);
        var start = Start(1, 2, 3, 3);
        var runs = new[] { 4, 4, 5 }
            .Select(seed => Trajectory.Of(Trajectory.Sampler(sampler), Model, start, schedule, new SeededNoise(seed)).Latents[3])
            .ToArray();
        Assert.That(runs[1], Is.EqualTo(runs[0]));
        if (Deterministic().Contains(sampler)) Assert.That(runs[2], Is.EqualTo(runs[0]));
    }

    [TestCaseSource(nameof(Deterministic))]
    public void Converges_to_the_flow_of_a_gaussian(string sampler)
    {
        // Data N(0, s²): D = x·s²/(s²+σ²), and x runs along √(s²+σ²).
        const double s = 0.8;
        var errors = new[] { 20, 40 }.Select(steps =>
        {
            using var scope = NewDisposeScope();
            var sigmas = Enumerable.Range(0, steps + 1).Select(k => 10 * Math.Pow(0.02, (double)k / steps)).ToArray();
            using var schedule = new SamplingSchedule([.. sigmas.Select(sigma => NoiseLevel.Uniform(sigma, 0))]);
            Denoise denoise = (x, sigma, step) => x * (s * s / (s * s + sigma.square())).to(float32);
            var run = Trajectory.Of(Trajectory.Sampler(sampler), denoise, full(1, 1, 1, 1, 10f, float32), schedule);
            return Math.Abs(run.Latents[^1][0] - 10 * Math.Sqrt((s * s + sigmas[^1] * sigmas[^1]) / (s * s + 100)));
        }).ToArray();
        var isSecondOrder = sampler is not ("euler" or "ddim" or "dpmpp-2m:order=1");
        Assert.That(errors[1], Is.LessThan(errors[0] / (isSecondOrder ? 3 : 1.7)));
        Assert.That(errors[1], Is.LessThan(isSecondOrder ? 0.01 : 0.1));
    }

    [TestCaseSource(nameof(Samplers))]
    public void Leaves_no_tensor_behind(string sampler)
    {
        using var outer = NewDisposeScope();
        using var schedule = Trajectory.Schedule(999, 700, 400, 200, 50);
        var start = Start(1, 2, 3, 3);
        var before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        using (NewDisposeScope())
        {
            SamplingLoop.Run(Trajectory.Sampler(sampler), Model, start, schedule, new SeededNoise(1));
            Assert.That(DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount, Is.EqualTo(before + 1), "the result alone");
        }
        Assert.That(DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount, Is.EqualTo(before));
    }

    /// <summary>Some smooth x0 that depends on everything it may depend on.</summary>
    private static Tensor Model(Tensor x, Tensor sigma, SamplerStep step)
    {
        using var scope = NewDisposeScope();
        return (x.tanh() * 0.7 + 0.2 + (0.1 * sigma / (sigma + 1)).to(float32) * x.sin()).MoveToOuterDisposeScope();
    }

    private static Tensor Start(params long[] shape) => new SeededNoise(7).Draw("start", shape) * 14.6f;
}
