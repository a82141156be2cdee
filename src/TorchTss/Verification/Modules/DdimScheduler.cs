using TorchTss.Denoisers;
using TorchTss.Runtime;
using TorchTss.Samplers;
using TorchTss.Schedules;
using static TorchSharp.torch;

namespace TorchTss.Verification.Modules;

/// <summary>diffusers' DDIM: on lists of its own a step ends at t − ⌊T/N⌋, whether or not that is the next entry.</summary>
[Named("diffusers.DDIMScheduler", "DDIM with eta and clipping over linspace, leading, trailing or given timesteps")]
internal sealed class DdimScheduler : IFixtureModule
{
    public IReadOnlyDictionary<string, Tensor> Run(FixtureCase fixture, nn.Module? module)
    {
        var (config, run) = (fixture.SchedulerConfig(), new SchedulerRun(fixture, VariancePreserving: true));
        var (table, prediction) = (BetaSchedule.Read(config, pureNoise: 1e-18), fixture.Prediction());
        var timesteps = run.OneStepTimesteps(config, table.Count);
        var final = config.Flag("set_alpha_to_one", true) ? 0 : table.Sigmas[0];
        var clip = config.Clip(clips: true);

        // With use_clipped_model_output the direction follows the clipped x0: that is clipping before the sampler rather than inside it.
        var clipsFirst = run.Flag("use_clipped_model_output");
        var sampler = new DdimSampler(new DdimOptions { Eta = run.Argument("eta", 0), Clip = clipsFirst ? double.PositiveInfinity : clip });
        using var schedule = run.TimestepMap is { } map ? SchedulerRun.Schedule(table, map)
            : run.CustomTimesteps is null ? BySubtraction(table, timesteps, final)
            : SchedulerRun.Schedule(timesteps, [.. SchedulerTimesteps.Sigmas(table, timesteps), final]);
        var outputs = run.Outputs(sampler, schedule, network =>
        {
            var denoise = network.Denoiser(prediction, table);
            return clipsFirst ? denoise.WithClipping(clip) : denoise;
        });
        return run.WithList(outputs, timesteps);
    }

    private static SamplingSchedule BySubtraction(NoiseTable table, double[] timesteps, double final)
    {
        var stride = table.Count / timesteps.Length;
        return new SamplingSchedule([.. timesteps.Select(t => (At(t), t < stride ? End() : At(t - stride)))]);

        NoiseLevel End() => NoiseLevel.Uniform(final, NoiseLevel.EndTimestep);
        NoiseLevel At(double t) => NoiseLevel.Uniform(table.Sigmas[(int)t], t);
    }
}
