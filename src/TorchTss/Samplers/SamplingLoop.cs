using System.Diagnostics;
using TorchTss.Runtime;
using TorchTss.Schedules;
using static TorchSharp.torch;

namespace TorchTss.Samplers;

/// <summary>The one loop over a schedule: takes the steps, owns the history, frees what is no longer needed.</summary>
public static class SamplingLoop
{
    /// <summary>Denoises x along a schedule.</summary>
    /// <param name="sampler">The solver.</param>
    /// <param name="denoise">The model.</param>
    /// <param name="x">[B, C, h, w] float32 in σ-space, at the first level. Stays the caller's.</param>
    /// <param name="schedule">The steps. Stays the caller's.</param>
    /// <param name="noise">Where <c>step.0</c> … <c>step.N−1</c> come from.</param>
    /// <param name="progress">Told of every finished step, within the step: report synchronously to look at the tensors.</param>
    /// <param name="tiles">Cut latents that are larger, take every step tile by tile and blend what comes out; null: never.</param>
    /// <param name="cancellation">Looked at before every step.</param>
    /// <returns>[B, C, h, w] at the last level, in the caller's dispose scope.</returns>
    /// <exception cref="UserException">NaN or infinity in x; names the step.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static Tensor Run(ISampler sampler, Denoise denoise, Tensor x, SamplingSchedule schedule, INoise noise,
        IProgress<SamplerProgress>? progress = null, TileGrid? tiles = null, CancellationToken cancellation = default)
    {
        using var scope = NewDisposeScope();
        using var history = new SamplerHistory(sampler.HistoryDepth);
        var run = new WholeRun(schedule, history, noise);
        var latent = x.alias();
        for (var k = 0; k < schedule.Count; k++)
        {
            cancellation.ThrowIfCancellationRequested();
            var clock = Stopwatch.StartNew();
            using var stepScope = NewDisposeScope();
            var start = k == 0 ? latent : HandOver(latent, schedule.Steps[k - 1].To, schedule.Steps[k].From);
            var step = new SamplerStep(k, schedule.Count, start, run);
            var (next, denoised) = tiles?.Cuts(x.size(-2), x.size(-1)) == true
                ? TiledStep.Take(sampler, start, step, denoise, tiles, progress is not null, cancellation)
                : WatchedStep.Take(sampler, start, step, denoise, progress is not null);
            RefuseNonFinite(next, step);
            if (progress is not null)
            {
                var (lowest, highest) = (step.From.Timestep.min().item<double>(), step.From.Timestep.max().item<double>());
                progress.Report(new SamplerProgress(k, step.Count, clock.Elapsed, lowest, highest, next, denoised!));
            }
            // An alias, since a sampler may hand back the very tensor that it was given.
            var kept = next.alias().MoveToOuterDisposeScope();
            latent.Dispose();
            latent = kept;
        }
        return latent.MoveToOuterDisposeScope();
    }

    /// <summary>Where a step does not begin at the level that the one before ended at (official DDIM), x/√(σ²+1) is what is handed on.</summary>
    private static Tensor HandOver(Tensor x, NoiseLevel ended, NoiseLevel begins)
    {
        if (ReferenceEquals(ended, begins)) return x;
        using var scope = NewDisposeScope();
        return (x * ((begins.Sigma.square() + 1) / (ended.Sigma.square() + 1)).sqrt().For(x)).MoveToOuterDisposeScope();
    }

    private static void RefuseNonFinite(Tensor x, SamplerStep step)
    {
        using var scope = NewDisposeScope();
        if (x.isfinite().all().item<bool>()) return;
        throw new UserException(
            $"sampling: step {step.Index + 1} of {step.Count} left NaN or infinity in the latent; "
            + "use --dtype bf16 or fp32, or settings nearer their defaults");
    }
}
