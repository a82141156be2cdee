using TorchTss.Samplers;
using static TorchSharp.torch;

namespace TorchTss.Denoisers;

/// <summary>Clipping of x0, for networks whose samples are known to lie in a range.</summary>
internal static class Clipping
{
    /// <summary>x0 clipped to ± <paramref name="range"/>; the sampler derives its direction from the clipped one.</summary>
    /// <param name="inner">The denoiser.</param>
    /// <param name="range">Above 0.</param>
    public static Denoise WithClipping(this Denoise inner, double range) => (x, sigma, step) =>
    {
        using var scope = NewDisposeScope();
        return inner(x, sigma, step).clamp(-range, range).MoveToOuterDisposeScope();
    };
}
