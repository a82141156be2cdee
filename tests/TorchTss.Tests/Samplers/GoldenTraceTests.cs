using TorchTss.Denoisers;
using TorchTss.Schedules;
using static TorchSharp.torch;

namespace TorchTss.Tests.Samplers;

/// <summary>The golden traces of the specification: official classes, e = 0.3·x_in + 0.1, x = 1, N = 7.</summary>
public sealed class GoldenTraceTests
{
    private static readonly double[] _linspace = [999, 856, 714, 571, 428, 285, 143];
    private static readonly double[] _oneStep = [853, 711, 569, 427, 285, 143, 1];
    private static readonly double[] _leading = [876, 751, 626, 501, 376, 251, 126];

    private static IEnumerable<TestCaseData> MultistepTraces()
    {
        yield return Trace("unipc", "epsilon", _linspace, 1.70104693, 2.47713719, 3.30998672, 4.08223308, 4.64768915, 4.91301028, 4.67517065);
        yield return Trace("unipc", "epsilon", _leading, 1.44870254, 1.89160871, 2.32523127, 2.69684796, 2.95136696, 3.05773293, 2.88661964);
        yield return Trace("unipc:order=3", "epsilon", _linspace, 1.70104693, 2.47713719, 3.29210172, 4.08449663, 4.68670556, 4.93908983, 4.70022141);
        yield return Trace("unipc", "v", _linspace, 0.96458201, 0.91543077, 0.84990037, 0.77728839, 0.70465915, 0.63835782, 0.46676132);
        yield return Trace("dpmpp-2m", "epsilon", _linspace, 1.70104700, 2.53214495, 3.41444919, 4.20250852, 4.76328453, 5.01338943, 4.77159004);
        // DDIM with set_alpha_to_one, which the trace without it differs from in the last step alone.
        yield return Trace("ddim", "epsilon", _oneStep, 1.49258815, 2.02961814, 2.51836663, 2.87383642, 3.04400668, 2.91926494, 2.88144147);
        yield return Trace("ddpm", "epsilon", _oneStep, 1.71947358, 2.48300527, 3.14811131, 3.59952312, 3.77756451, 3.60678635, 3.56102801);
    }

    [TestCaseSource(nameof(MultistepTraces))]
    public void Variance_preserving_schedulers_follow_the_official_trace(string sampler, string prediction, double[] timesteps, double[] expected)
    {
        using var scope = NewDisposeScope();
        using var schedule = Trajectory.Schedule(timesteps);
        var denoise = Trajectory.GoldenNetwork.Denoiser(Predictions.Of(prediction, ""), Trajectory.Table);
        var trace = Trajectory.VariancePreserving(Trajectory.Sampler(sampler), denoise, schedule, new FlatNoise(0.5));
        Assert.That(trace.Select(x => x[0]), Is.EqualTo(expected).Within(4e-6));
    }

    [Test]
    public void Ddim_that_ends_at_timestep_0_keeps_its_noise()
    {
        using var scope = NewDisposeScope();
        using var schedule = new SamplingSchedule([.. _oneStep.Append(0).Select(t => NoiseLevel.Uniform(Trajectory.Table.SigmaAt(t), t))]);
        var denoise = Trajectory.GoldenNetwork.Denoiser(new EpsilonPrediction(), Trajectory.Table);
        var trace = Trajectory.VariancePreserving(Trajectory.Sampler("ddim"), denoise, schedule);
        Assert.That(trace[^1][0], Is.EqualTo(2.90866555).Within(3e-6));
    }

    [TestCase(new double[] { 853, 711, 569, 427, 285, 143, 1 },
        new[] { 0.55222152, 0.34270194, 0.23019592, 0.16142402, 0.11315866, 0.06086269, 0.05597753 })]
    [TestCase(new double[] { 999, 832.5, 666, 499.5, 333, 166.5, 0 },
        new[] { -0.04404226, -0.34046530, -0.42760500, -0.44979919, -0.45037120, -0.44054569, -0.43960918 })]
    public void Euler_follows_the_official_trace(double[] timesteps, double[] expected)
    {
        using var scope = NewDisposeScope();
        // diffusers' σ between timesteps is linear in σ.
        NoiseLevel Level(double t) => NoiseLevel.Uniform((SigmaOf(Math.Floor(t)) + SigmaOf(Math.Ceiling(t))) / 2, t);
        double SigmaOf(double t) => Trajectory.Table.SigmaAt(t);
        using var schedule = new SamplingSchedule([.. timesteps.Select(Level), NoiseLevel.Clean()]);
        var denoise = Trajectory.GoldenNetwork.Denoiser(new EpsilonPrediction(), Trajectory.Table);
        var run = Trajectory.Of(Trajectory.Sampler("euler"), denoise, ones(1, 1, 1, 1), schedule);
        Assert.That(run.Latents.Select(x => (double)x[0]), Is.EqualTo(expected).Within(1e-6));
    }

    private static TestCaseData Trace(string sampler, string prediction, double[] timesteps, params double[] expected) =>
        new(sampler, prediction, timesteps, expected);
}
