using TorchTss.Imaging;
using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Samplers;

/// <summary>One step, taken tile by tile and blended: the memory of the networks does not grow with the picture.</summary>
/// <remarks>What is blended is the sample after the step, and with it what a multistep solver remembers
/// (SUPIR TiledRestoreEDMSampler, TiledRestoreDPMPP2MSampler).</remarks>
internal static class TiledStep
{
    /// <summary>Takes it.</summary>
    /// <param name="sampler">The solver.</param>
    /// <param name="x">[B, C, H, W].</param>
    /// <param name="step">The step on the whole latent.</param>
    /// <param name="denoise">The model; it cuts what it knows of the whole with <see cref="SamplerStep.Cut"/>.</param>
    /// <param name="grid">The tiles.</param>
    /// <param name="watched">Whether x0 is wanted.</param>
    /// <param name="cancellation">Looked at before every tile.</param>
    /// <returns>Both in the caller's scope.</returns>
    public static (Tensor Next, Tensor? Denoised) Take(
        ISampler sampler, Tensor x, SamplerStep step, Denoise denoise, TileGrid grid, bool watched, CancellationToken cancellation)
    {
        using var scope = NewDisposeScope();
        var windows = grid.Windows(x.size(-2), x.size(-1));
        var weights = TileGrid.Weights(windows[0].Height, windows[0].Width);
        var noise = new Lazy<Tensor>(Draw);
        var (next, denoised) = (new TileBlend(x, weights), watched ? new TileBlend(x, weights) : null);
        var (samples, estimates) = sampler.HistoryDepth > 0 ? (new TileBlend(x, weights), new TileBlend(x, weights)) : default;
        foreach (var (tile, window) in windows.Index())
        {
            cancellation.ThrowIfCancellationRequested();
            Add(tile, window);
            NativeHeap.Trim();
        }
        if (samples is not null) step.Remember(samples.Result(), estimates!.Result());
        return (next.Result().MoveToOuterDisposeScope(), denoised?.Result().MoveToOuterDisposeScope());

        void Add(int tile, TileWindow window)
        {
            using var tileScope = NewDisposeScope();
            using var run = new TileRun(step, window, tile, noise);
            var part = run.Part(x).contiguous();
            var taken = WatchedStep.Take(sampler, part, new SamplerStep(step.Index, step.Count, part, run), denoise, watched);
            next.Add(taken.Next, window);
            denoised?.Add(taken.Denoised!, window);
            if (run.Kept is not { } kept) return;
            samples?.Add(kept.Sample, window);
            estimates?.Add(kept.Denoised, window);
        }

        // First asked for within a tile's scope, and kept for the others.
        Tensor Draw()
        {
            var whole = step.Noise(x).DetachFromDisposeScope();
            scope.Attach(whole);
            return whole;
        }
    }
}
