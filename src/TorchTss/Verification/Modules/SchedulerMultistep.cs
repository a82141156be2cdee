using TorchTss.Checkpoints;
using TorchTss.Denoisers;
using TorchTss.Samplers;
using TorchTss.Schedules;
using static TorchSharp.torch;

namespace TorchTss.Verification.Modules;

/// <summary>What diffusers' two multistep schedulers share: N of N + 1 points, levels of the whole table where Karras or exponential.</summary>
internal static class SchedulerMultistep
{
    public static Dictionary<string, Tensor> Run(
        FixtureCase fixture, ConfigReader config, ISampler sampler, double lowestLambda = double.NegativeInfinity)
    {
        var run = new SchedulerRun(fixture, VariancePreserving: true);
        var (table, prediction) = (BetaSchedule.Read(config), fixture.Prediction());
        var spacing = config.Name("timestep_spacing", "linspace", "linspace", "leading", "trailing");
        var offset = config.Whole("steps_offset", 0);
        var final = config.Name("final_sigmas_type", "zero", "zero", "sigma_min") == "zero" ? 0 : table.Sigmas[0];
        var timesteps = run.CustomTimesteps ?? (run.TimestepMap is not null ? []
            : SchedulerTimesteps.Multistep(spacing, run.Steps, table.Count, Clipped(table, lowestLambda), offset));
        var sigmas = SchedulerTimesteps.Sigmas(table, timesteps);
        if (SchedulerTimesteps.Replacement(config, run, table.Sigmas[^1], table.Sigmas[0], timesteps.Length) is { } replaced)
        {
            var isKarras = config.Flag("use_karras_sigmas", false);
            (timesteps, sigmas) = ([.. replaced.Select(sigma => Whole(table.TimestepOf(sigma), isKarras))], replaced);
        }
        var clip = config.Clip(clips: false);

        using var schedule = run.TimestepMap is { } map ? SchedulerRun.Schedule(table, map) : SchedulerRun.Schedule(timesteps, [.. sigmas, final]);
        var outputs = run.Outputs(sampler, schedule, network => double.IsFinite(clip)
            ? network.Denoiser(prediction, table).WithClipping(clip) : network.Denoiser(prediction, table));
        if (run.TimestepMap is not null) return outputs;
        outputs["timesteps"] = tensor(timesteps.Select(t => (long)t).ToArray());
        outputs["sigmas"] = tensor(sigmas.Append(final).ToArray(), float32);
        outputs["init_noise_sigma"] = tensor(1f);
        return outputs;
    }

    /// <summary>How many timesteps have a λ of at least <c>lambda_min_clipped</c>: the list begins below that number.</summary>
    private static int Clipped(NoiseTable table, double lowestLambda) => table.LogSigmas.Count(log => -log >= lowestLambda);

    /// <summary>The originals round Karras timesteps and cut exponential ones off;
    /// one that is whole must not fall below itself by rounding.</summary>
    private static double Whole(double timestep, bool isKarras) => isKarras ? Math.Round(timestep) : Math.Floor(timestep + 1e-6);
}
