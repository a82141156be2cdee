using TorchTss.Samplers;
using static TorchSharp.torch;

namespace TorchTss.Denoisers;

/// <summary>Classifier-free guidance on x0, with a weight that follows σ (SUPIR LinearCFG).</summary>
internal static class DenoisedGuidance
{
    /// <summary>u + w(σ)·(c − u) of a denoiser that is given the batch twice.</summary>
    /// <param name="inner">Takes a batch of 2B whose first half is unconditional; its own conditions must stand in that order.</param>
    /// <param name="weight">w, of the σ that the sampler is at: raised by churn, not rounded to the table.</param>
    public static Denoise WithGuidance(this Denoise inner, SigmaLine weight) => (x, sigma, step) =>
    {
        using var scope = NewDisposeScope();
        var halves = inner(cat([x, x]), Twice(sigma), step).chunk(2);
        return (halves[0] + weight.At(sigma).For(x) * (halves[1] - halves[0])).MoveToOuterDisposeScope();
    };

    private static Tensor Twice(Tensor sigma) => sigma.size(0) == 1 ? sigma : cat([sigma, sigma]);
}
