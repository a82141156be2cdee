using TorchTss.Denoisers;
using TorchTss.Runtime;
using TorchTss.Samplers;
using TorchTss.Schedules;
using TorchTss.Verification;
using static TorchSharp.torch;

namespace TorchTss.Tests.Samplers;

/// <summary>SUPIR's samplers are these ones under a guided denoiser that sees the raised noise at the nearest timestep.</summary>
public sealed class SupirTrajectoryTests
{
    [TestCase("edm-churn5")]
    [TestCase("edm-map-churn5")]
    public void Edm_sampler_with_churn_is_euler_on_the_raised_noise(string name)
    {
        using var scope = NewDisposeScope();
        using var fixture = Read(name);
        var map = name.Contains("map", StringComparison.Ordinal);
        var timesteps = Enumerable.Range(0, 7).Select(k =>
            map ? fixture.Expected($"schedule.{k}").to(float64) : full([1, 1, 1, 1], Legacy(7)[k], float64));
        using var schedule = new SamplingSchedule([.. timesteps.Select(t => new NoiseLevel(Trajectory.Table.SigmaAt(t), t)), NoiseLevel.Clean()]);
        Compare(fixture, new EulerSampler(new EulerOptions { Churn = 5, NoiseScale = 1.01 }), schedule, RaisedNoise.Network);
    }

    [Test]
    public void Lightning_sampler_is_dpmpp_2m_sde_without_first_noise()
    {
        using var scope = NewDisposeScope();
        using var fixture = Read("dpmpp2m-sde");
        var sigmas = fixture.Expected("sigmas").data<float>().Select(s => (double)s).ToArray();
        using var schedule = new SamplingSchedule([.. sigmas.Select(s => NoiseLevel.Uniform(s, 0))]);
        Compare(fixture, new DpmPlusPlus2MSdeSampler(new DpmPlusPlus2MSdeOptions { NoiseScale = 1.003, NoiseFirst = false }),
            schedule, RaisedNoise.Discrete);
    }

    private static void Compare(FixtureCase fixture, ISampler sampler, SamplingSchedule schedule, RaisedNoise raised)
    {
        var guider = fixture.Config.Raw.GetProperty("guider_config").GetProperty("params");
        var (scale, least) = (guider.GetProperty("scale").GetDouble(), guider.GetProperty("scale_min").GetDouble());
        var halves = new[] { "uc", "c" }.Select(half => Half(fixture, half).Denoiser(new EpsilonPrediction(), Trajectory.Table, raised)).ToArray();
        Tensor Guided(Tensor x, Tensor sigma, SamplerStep step)
        {
            var (u, c) = (halves[0](x, sigma, step), halves[1](x, sigma, step));
            return u + ((scale - least) * sigma / 14.6146 + least).to(float32) * (c - u);
        }
        Tensor Draw(int k) => fixture.OptionalInput($"noise.{k}") ?? zeros_like(fixture.Input("x"));
        var noise = new RecordedNoise(Enumerable.Range(0, schedule.Count).ToDictionary(k => $"step.{k}", Draw));
        var start = fixture.Input("x") * Math.Sqrt(1 + Math.Pow(Trajectory.Table.Sigmas[999], 2));
        var run = Trajectory.Of(sampler, Guided, start, schedule, noise);
        for (var k = 0; k < schedule.Count; k++)
        {
            var stages = new[] { (run.Latents[k], $"x.{k}"), (run.Denoised[k], $"guided.{k}") };
            foreach (var (actual, name) in stages.Where(o => fixture.Outputs.Contains(o.Item2)))
            {
                var expected = fixture.Expected(name).data<float>().ToArray();
                var off = actual.Zip(expected, (a, e) => Math.Abs(a - e)).Max() / expected.Max(Math.Abs);
                Assert.That(off, Is.LessThanOrEqualTo(fixture.Tolerance.Relative), name);
            }
        }
    }

    /// <summary>e = 0.6·tanh(x_in) + 0.0004·idx·x_in + 0.1·control_scale·control + 0.05·vector, of one half of the guided batch.</summary>
    private static Network Half(FixtureCase fixture, string half) => (input, index) =>
        0.6 * input.tanh() + 0.0004 * index.to(float32) * input + 0.1 * fixture.Input("control")
            + 0.05 * fixture.Input($"{half}.vector").unsqueeze(-1).unsqueeze(-1);

    private static double[] Legacy(int steps) => [.. Enumerable.Range(0, steps).Select(k => Math.Truncate(999 - 999.0 / steps * k))];

    private static FixtureCase Read(string name) => FixtureCase.Read(Path.Combine(AppContext.BaseDirectory, "Fixtures", "supir", name));
}
