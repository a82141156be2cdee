using TorchTss.Denoisers;
using TorchTss.Runtime;
using TorchTss.Samplers;
using TorchTss.Schedules;
using static TorchSharp.torch;

namespace TorchTss.Verification.Modules;

/// <summary>diffusers' DDPM as of 0.32: a step ends at the next entry of its list, the last one clean.</summary>
[Named("diffusers.DDPMScheduler", "DDPM with either variance and clipping over linspace, leading, trailing or given timesteps")]
internal sealed class DdpmScheduler : IFixtureModule
{
    public IReadOnlyDictionary<string, Tensor> Run(FixtureCase fixture, nn.Module? module)
    {
        var (config, run) = (fixture.SchedulerConfig(), new SchedulerRun(fixture, VariancePreserving: true));
        var (table, prediction) = (BetaSchedule.Read(config, pureNoise: 1e-18), fixture.Prediction());
        var timesteps = run.OneStepTimesteps(config, table.Count);
        // fixed_small_log is the same number, written as exp(½ ln var).
        var isLarge = config.Name("variance_type", "fixed_small", "fixed_small", "fixed_small_log", "fixed_large") == "fixed_large";
        var clip = config.Clip(clips: true);

        var sampler = new DdpmSampler(new DdpmOptions { Variance = isLarge ? DdpmVariance.FixedLarge : DdpmVariance.FixedSmall, Clip = clip });
        using var schedule = run.TimestepMap is { } map ? SchedulerRun.Schedule(table, map)
            : SchedulerRun.Schedule(timesteps, [.. SchedulerTimesteps.Sigmas(table, timesteps), 0]);
        var outputs = run.Outputs(sampler, schedule, network => network.Denoiser(prediction, table));
        return run.WithList(outputs, timesteps);
    }
}
