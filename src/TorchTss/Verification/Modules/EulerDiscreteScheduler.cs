using TorchTss.Denoisers;
using TorchTss.Runtime;
using TorchTss.Samplers;
using static TorchSharp.torch;

namespace TorchTss.Verification.Modules;

/// <summary>diffusers' Euler: σ-space, fractional timesteps, churn that the network is not told of.</summary>
[Named("diffusers.EulerDiscreteScheduler", "Euler with churn over linspace, leading, trailing, Karras or exponential levels")]
internal sealed class EulerDiscreteScheduler : IFixtureModule
{
    public IReadOnlyDictionary<string, Tensor> Run(FixtureCase fixture, nn.Module? module)
    {
        var (config, run) = (new SchedulerConfig(fixture), new SchedulerRun(fixture, VariancePreserving: false));
        var (table, prediction) = (config.Table(pureNoise: Math.Pow(2, -24)), config.Prediction);
        var spacing = config.Choice("timestep_spacing", "linspace", "leading", "trailing");
        var offset = config.Whole("steps_offset", 0);
        var final = config.Choice("final_sigmas_type", "zero", "sigma_min") == "zero" ? 0 : table.Sigmas[0];

        double[] timesteps = [], sigmas = [];
        if (run.TimestepMap is null)
        {
            // The original holds timesteps in float32.
            timesteps = [.. (run.CustomTimesteps ?? SchedulerTimesteps.OneStep(spacing, run.Steps, table.Count, offset))
                .Select(t => (double)(float)t)];
            sigmas = SchedulerTimesteps.Sigmas(table, timesteps);
        }
        if (SchedulerTimesteps.Replacement(config, sigmas.FirstOrDefault(), sigmas.LastOrDefault(), timesteps.Length) is { } replaced)
        {
            (timesteps, sigmas) = ([.. replaced.Select(table.TimestepOf)], replaced);
        }
        config.RefuseTheRest();

        var sampler = new EulerSampler(new EulerOptions
        {
            Churn = run.Argument("s_churn", 0),
            ChurnMin = run.Argument("s_tmin", 0),
            ChurnMax = run.Argument("s_tmax", double.PositiveInfinity),
            NoiseScale = run.Argument("s_noise", 1),
        });
        using var schedule = run.TimestepMap is { } map ? SchedulerRun.Schedule(table, map) : SchedulerRun.Schedule(timesteps, [.. sigmas, final]);
        var outputs = run.Outputs(sampler, schedule, network => network.Denoiser(prediction, table, RaisedNoise.Ignored));
        if (run.TimestepMap is not null) return outputs;
        outputs["timesteps"] = tensor(timesteps, float32);
        outputs["sigmas"] = tensor(sigmas.Append(final).ToArray(), float32);
        outputs["init_noise_sigma"] = tensor(spacing == "leading" ? Math.Sqrt(sigmas[0] * sigmas[0] + 1) : sigmas[0], float32);
        return outputs;
    }
}
