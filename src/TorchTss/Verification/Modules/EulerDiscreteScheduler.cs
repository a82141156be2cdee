using TorchTss.Denoisers;
using TorchTss.Runtime;
using TorchTss.Samplers;
using TorchTss.Schedules;
using static TorchSharp.torch;

namespace TorchTss.Verification.Modules;

/// <summary>diffusers' Euler: σ-space, fractional timesteps, churn that the network is not told of.</summary>
[Named("diffusers.EulerDiscreteScheduler", "Euler with churn over linspace, leading, trailing, Karras or exponential levels")]
internal sealed class EulerDiscreteScheduler : IFixtureModule
{
    public IReadOnlyDictionary<string, Tensor> Run(FixtureCase fixture, nn.Module? module)
    {
        var (config, run) = (fixture.SchedulerConfig(), new SchedulerRun(fixture, VariancePreserving: false));
        var (table, prediction) = (BetaSchedule.Read(config), fixture.Prediction());
        config.Ignore("thresholding");                                          // not an argument of this class
        var spacing = config.Name("timestep_spacing", "linspace", "linspace", "leading", "trailing");
        var offset = config.Whole("steps_offset", 0);
        var final = config.Name("final_sigmas_type", "zero", "zero", "sigma_min") == "zero" ? 0 : table.Sigmas[0];
        var isLogLinear = config.Name("interpolation_type", "linear", "linear", "log_linear") == "log_linear";
        double[] timesteps = [], sigmas = [], beyond = [];
        if (fixture.Call.Numbers("sigmas") is { } given)
        {
            // With its end; whatever else the configuration says about levels is not read then.
            (sigmas, final) = ([.. given.SkipLast(1).Select(s => (double)(float)s)], (float)given[^1]);
            timesteps = [.. sigmas.Select(table.TimestepOf)];
            config.Ignore("sigma_min", "sigma_max");
            fixture.Call.Only("num_inference_steps", sigmas.Length);
        }
        else if (run.TimestepMap is null)
        {
            // The original holds timesteps in float32.
            timesteps = [.. (run.CustomTimesteps ?? SchedulerTimesteps.OneStep(spacing, run.Steps, table.Count, offset))
                .Select(t => (double)(float)t)];
            sigmas = SchedulerTimesteps.Sigmas(table, timesteps);
            // N + 1 levels for N timesteps: the end that is configured comes after the last step.
            if (isLogLinear) sigmas = SchedulerTimesteps.Exponential(table.Sigmas[^1], table.Sigmas[0], timesteps.Length + 1);
            var (highest, lowest) = (config.OptionalNumber("sigma_max") ?? sigmas[0], config.OptionalNumber("sigma_min") ?? sigmas[^1]);
            if (SchedulerTimesteps.Replacement(config, run, highest, lowest, timesteps.Length) is { } replaced)
            {
                (timesteps, sigmas) = ([.. replaced.Select(table.TimestepOf)], replaced);
            }
            if (sigmas.Length > timesteps.Length) (sigmas, final, beyond) = (sigmas[..^1], sigmas[^1], [final]);
        }
        if (config.Name("timestep_type", "discrete", "discrete", "continuous") == "continuous" && prediction is VPrediction)
        {
            timesteps = [.. sigmas.Select(sigma => 0.25 * Math.Log(sigma))];
        }

        var sampler = new EulerSampler(new EulerOptions
        {
            // The original spreads it over all of its levels, the one beyond the last step too.
            Churn = run.Argument("s_churn", 0) * (beyond.Length == 0 ? 1 : timesteps.Length / (timesteps.Length + 1.0)),
            ChurnMin = run.Argument("s_tmin", 0),
            ChurnMax = run.Argument("s_tmax", double.PositiveInfinity),
            NoiseScale = run.Argument("s_noise", 1),
        });
        using var schedule = run.TimestepMap is { } map ? SchedulerRun.Schedule(table, map) : SchedulerRun.Schedule(timesteps, [.. sigmas, final]);
        var outputs = run.Outputs(sampler, schedule, network => network.Denoiser(prediction, table, RaisedNoise.Ignored));
        if (run.TimestepMap is not null) return outputs;
        outputs["timesteps"] = tensor(timesteps, float32);
        outputs["sigmas"] = tensor([.. sigmas, final, .. beyond], float32);
        outputs["init_noise_sigma"] = tensor(spacing == "leading" ? Math.Sqrt(sigmas[0] * sigmas[0] + 1) : sigmas[0], float32);
        return outputs;
    }
}
