using TorchSharp;
using TorchTss.Runtime;
using TorchTss.Samplers;
using TorchTss.Schedules;
using static TorchSharp.torch;

namespace TorchTss.Tests.Samplers;

public sealed class SamplingLoopTests
{
    [TestCase(float.NaN)]
    [TestCase(float.PositiveInfinity)]
    public void First_number_that_is_none_stops_the_run_with_its_step(float bad)
    {
        using var scope = NewDisposeScope();
        using var schedule = Trajectory.Schedule(999, 600, 300);
        Tensor Denoise(Tensor x, Tensor sigma, SamplerStep step) => step.Index == 1 ? where(x > 0, x, full_like(x, bad)) : x;
        var start = tensor(new[] { 1f, -1f }, [1, 1, 1, 2]);
        Assert.That(() => SamplingLoop.Run(Trajectory.Sampler("euler"), Denoise, start, schedule, new SeededNoise(1)),
            Throws.TypeOf<UserException>().With.Message.EqualTo(
                "sampling: step 2 of 3 left NaN or infinity in the latent; use --dtype bf16 or fp32, or settings nearer their defaults"));
    }

    [Test]
    public void Cancellation_is_looked_at_before_each_step()
    {
        using var scope = NewDisposeScope();
        using var schedule = Trajectory.Schedule(999, 600, 300);
        using var source = new CancellationTokenSource();
        var asked = 0;
        Tensor Denoise(Tensor x, Tensor sigma, SamplerStep step)
        {
            if (++asked == 2) source.Cancel();
            return x;
        }
        Assert.That(
            () => SamplingLoop.Run(Trajectory.Sampler("unipc"), Denoise, ones(1, 1, 1, 1), schedule, new SeededNoise(1), cancellation: source.Token),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(asked, Is.EqualTo(2));
    }

    [Test]
    public void Progress_tells_each_step_with_its_timesteps_and_tensors()
    {
        using var scope = NewDisposeScope();
        using var schedule = Trajectory.Rows([999, 600, 300], [999, 700, 100]);
        var run = Trajectory.Of(Trajectory.Sampler("euler"), (x, sigma, step) => x * 0 + step.Index, ones(1, 1, 1, 2), schedule);
        var told = run.Reports.Select(r => (r.Index, r.Count, r.LowestTimestep, r.HighestTimestep));
        Assert.That(told, Is.EqualTo(new[] { (0, 3, 999.0, 999.0), (1, 3, 600, 700), (2, 3, 100, 300) }));
        Assert.That(run.Denoised, Is.EqualTo(new[] { new[] { 0f, 0 }, [1, 1], [2, 2] }));
        Assert.That(run.Latents[^1], Is.EqualTo(new[] { 2f, 2 }));
    }

    [Test]
    public void Start_stays_the_callers()
    {
        using var scope = NewDisposeScope();
        using var schedule = Trajectory.Schedule(999);
        var start = ones(1, 1, 1, 1);
        // A sampler that hands back what it was given is the hardest case.
        var end = SamplingLoop.Run(new Standing(), (x, sigma, step) => x, start, schedule, new SeededNoise(1));
        Assert.That(ReferenceEquals(end, start), Is.False);
        end.Dispose();
        Assert.That(start.item<float>(), Is.EqualTo(1));
    }

    [Test]
    public void Failed_run_leaves_no_tensor_behind()
    {
        using var scope = NewDisposeScope();
        using var schedule = Trajectory.Schedule(999, 600, 300);
        var start = ones(1, 1, 1, 1);
        var before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        Denoise failing = (x, sigma, step) => step.Index == 2 ? throw new InvalidOperationException() : x.alias();
        Assert.That(() => SamplingLoop.Run(Trajectory.Sampler("unipc"), failing, start, schedule, new SeededNoise(1), new Trajectory()),
            Throws.InvalidOperationException);
        Assert.That(DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount, Is.EqualTo(before));
    }

    [Test]
    public void Steps_that_do_not_join_hand_on_what_the_network_sees()
    {
        using var scope = NewDisposeScope();
        using var schedule = new SamplingSchedule(
            [(NoiseLevel.Uniform(9, 900), NoiseLevel.Uniform(3, 500)), (NoiseLevel.Uniform(5, 600), NoiseLevel.Clean())]);
        var seen = new List<float>();
        Tensor Denoise(Tensor x, Tensor sigma, SamplerStep step)
        {
            seen.Add((x / (sigma.square() + 1).sqrt().to(float32)).item<float>());
            return x * 0;
        }
        SamplingLoop.Run(Trajectory.Sampler("ddim"), Denoise, full(1, 1, 1, 1, 18f, float32), schedule, new SeededNoise(1));
        // x = 18 at σ = 9 becomes 6 at σ = 3; the network sees 6/√10 whatever level comes next.
        Assert.That(seen, Is.EqualTo(new[] { 18 / Math.Sqrt(82), 6 / Math.Sqrt(10) }).Within(1e-6));
    }

    private sealed class Standing : ISampler
    {
        public Tensor Step(Tensor x, SamplerStep step, Denoise denoise) => x;
    }
}
