using static TorchSharp.torch;

namespace TorchTss.Samplers;

/// <summary>A step, and the last x0 that the model was asked for in it, for whoever watches.</summary>
internal static class WatchedStep
{
    /// <summary>Takes it.</summary>
    /// <param name="sampler">The solver.</param>
    /// <param name="x">The latent, or a tile of it.</param>
    /// <param name="step">The step.</param>
    /// <param name="denoise">The model.</param>
    /// <param name="watched">Whether x0 is wanted.</param>
    /// <returns>Both in the caller's scope.</returns>
    /// <exception cref="InvalidOperationException">Watched, and the sampler did not ask the model.</exception>
    public static (Tensor Next, Tensor? Denoised) Take(ISampler sampler, Tensor x, SamplerStep step, Denoise denoise, bool watched)
    {
        using var scope = NewDisposeScope();
        Tensor? last = null;
        try
        {
            var next = sampler.Step(x, step, watched ? Watch : denoise);
            if (!watched) return (next.MoveToOuterDisposeScope(), null);
            if (last is null) throw new InvalidOperationException("the sampler took a step without asking the model");
            return (next.MoveToOuterDisposeScope(), last.alias().MoveToOuterDisposeScope());
        }
        finally
        {
            last?.Dispose();
        }

        // Asked for within the sampler's own scope, which ends before this one.
        Tensor Watch(Tensor noisy, Tensor sigma, SamplerStep of)
        {
            var denoised = denoise(noisy, sigma, of);
            last?.Dispose();
            last = denoised.alias().DetachFromDisposeScope();
            return denoised;
        }
    }
}
