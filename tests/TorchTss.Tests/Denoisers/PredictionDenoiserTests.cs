using TorchSharp;
using TorchTss.Denoisers;
using TorchTss.Runtime;
using TorchTss.Samplers;
using TorchTss.Schedules;
using TorchTss.Tests.Samplers;
using static TorchSharp.torch;

namespace TorchTss.Tests.Denoisers;

public sealed class PredictionDenoiserTests
{
    private static readonly NoiseTable _table = NoiseTable.ScaledLinear();

    [Test]
    public void Network_gets_unit_variance_and_the_timestep_of_the_schedule()
    {
        using var scope = NewDisposeScope();
        using var schedule = Trajectory.Rows([832.5, 100], [400, 33]);
        var calls = new List<(float[] Input, double[] Timestep)>();
        Network network = (input, timestep) =>
        {
            calls.Add(([.. input.data<float>()], [.. timestep.data<double>()]));
            return zeros_like(input);
        };
        Trajectory.Of(Trajectory.Sampler("euler"), network.Denoiser(new EpsilonPrediction(), _table), ones(1, 1, 1, 2), schedule);
        Assert.That(calls[0].Timestep, Is.EqualTo(new[] { 832.5, 400 }));
        Assert.That(calls[1].Timestep, Is.EqualTo(new double[] { 100, 33 }));
        Assert.That(calls[0].Input, Is.EqualTo(new[] { 832.5, 400 }.Select(t => 1 / Math.Sqrt(Math.Pow(_table.SigmaAt(t), 2) + 1))).Within(1e-6));
    }

    // SUPIR specification, table 5.5: churn 5 and N = 7 put the uniform schedule at these timesteps.
    [TestCase(999, 999)]
    [TestCase(856, 923)]
    [TestCase(713, 794)]
    [TestCase(570, 665)]
    [TestCase(428, 532)]
    [TestCase(285, 387)]
    [TestCase(142, 220)]
    public void Raised_noise_is_told_at_the_nearest_timestep(int scheduled, int told)
    {
        using var scope = NewDisposeScope();
        var (seen, answer) = AskRaised(RaisedNoise.Network, new EpsilonPrediction(), scheduled, raisedBy: Math.Sqrt(2));
        Assert.That(seen.Timestep, Is.EqualTo(told));
        // Scaled and read with that timestep's σ: x = 3, ε = 0.5.
        Assert.That(seen.Input, Is.EqualTo(3 / Math.Sqrt(Math.Pow(_table.Sigmas[told], 2) + 1)).Within(1e-6));
        Assert.That(answer, Is.EqualTo(3 - _table.Sigmas[told] * 0.5).Within(1e-5));
    }

    [Test]
    public void Ignored_noise_is_not_seen_by_the_network()
    {
        using var scope = NewDisposeScope();
        var (sigma, raised) = (_table.Sigmas[500], _table.Sigmas[500] * 1.4);
        var (seen, answer) = AskRaised(RaisedNoise.Ignored, new EpsilonPrediction(), 500, 1.4);
        Assert.That(seen.Timestep, Is.EqualTo(500));
        Assert.That(seen.Input, Is.EqualTo(2 / Math.Sqrt(sigma * sigma + 1)).Within(1e-6), "the step's start, x = 2");
        Assert.That(answer, Is.EqualTo(3 - raised * 0.5).Within(1e-5), "ε is read with the raised σ");
        var (_, v) = AskRaised(RaisedNoise.Ignored, new VPrediction(), 500, 1.4);
        Assert.That(v, Is.EqualTo(3 / (sigma * sigma + 1) - 0.5 * sigma / Math.Sqrt(sigma * sigma + 1)).Within(1e-5), "v with the schedule's");
    }

    [Test]
    public void Positions_that_were_not_raised_keep_a_timestep_between_the_tables()
    {
        using var scope = NewDisposeScope();
        using var schedule = Trajectory.Rows([832.5], [33.25]);
        double[] told = [], discrete = [];
        var modes = new (RaisedNoise, Action<double[]>)[] { (RaisedNoise.Network, t => told = t), (RaisedNoise.Discrete, t => discrete = t) };
        foreach (var (mode, keep) in modes)
        {
            Network network = (input, timestep) =>
            {
                keep([.. timestep.data<double>()]);
                return zeros_like(input);
            };
            // The gate of the churn lies between the two levels.
            Trajectory.Of(
                Trajectory.Sampler("euler:churn=1,churn-min=1"), network.Denoiser(new EpsilonPrediction(), _table, mode), ones(1, 1, 1, 2), schedule);
        }
        Assert.That(told[0], Is.EqualTo(Math.Round(told[0])).And.GreaterThan(850));
        Assert.That(told[1], Is.EqualTo(33.25));
        Assert.That(discrete, Is.EqualTo(new[] { told[0], 33 }));
    }

    [Test]
    public void Half_precision_answers_are_read_in_float32()
    {
        using var scope = NewDisposeScope();
        using var schedule = Trajectory.Schedule(500);
        Network network = (input, timestep) => input.to(bfloat16);
        var dtype = ScalarType.Byte;
        Trajectory.Of(Trajectory.Sampler("euler"), (x, sigma, step) =>
        {
            var denoised = network.Denoiser(new EpsilonPrediction(), _table)(x, sigma, step);
            dtype = denoised.dtype;
            return denoised;
        }, ones(1, 1, 1, 1), schedule);
        Assert.That(dtype, Is.EqualTo(ScalarType.Float32));
    }

    [Test]
    public void Wrappers_leave_no_tensor_behind()
    {
        using var scope = NewDisposeScope();
        using var schedule = Trajectory.Schedule(999, 500);
        Network network = (input, timestep) => input * 0.5;
        var start = ones(1, 1, 1, 1);
        var before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        foreach (var prediction in Catalog<IPrediction>.Entries)
        {
            var denoise = network.WithGuidance(3).Denoiser(prediction.Create([], ""), _table).WithClipping(1);
            SamplingLoop.Run(Trajectory.Sampler("euler:churn=3"), denoise, start, schedule, new SeededNoise(1)).Dispose();
        }
        Assert.That(DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount, Is.EqualTo(before));
    }

    /// <summary>One question about x̂ = 3, raised from 2, that the network answers with 0.5.</summary>
    private static ((float Input, double Timestep) Seen, float Answer) AskRaised(
        RaisedNoise mode, IPrediction prediction, int timestep, double raisedBy)
    {
        using var schedule = Trajectory.Schedule(timestep);
        (float, double) seen = default;
        Network network = (input, t) =>
        {
            seen = (input.item<float>(), t.item<double>());
            return full_like(input, 0.5);
        };
        var denoise = network.Denoiser(prediction, _table, mode);
        var answer = 0f;
        Trajectory.Of(Trajectory.Sampler("euler"), (x, sigma, step) =>
        {
            answer = denoise(full(1, 1, 1, 1, 3f, float32), sigma * raisedBy, step).item<float>();
            return x;
        }, full(1, 1, 1, 1, 2f, float32), schedule);
        return (seen, answer);
    }
}
