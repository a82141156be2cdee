using TorchTss.Samplers;
using static TorchSharp.torch;

namespace TorchTss.Denoisers;

/// <summary>Restoration guidance: x0 is drawn to a known estimate of the picture, less and less as the noise falls (SUPIR, Eq. 6 of the paper).</summary>
internal static class Restoration
{
    /// <summary>Steps that end at or below this σ are left alone (the original's restore_cfg_s_tmin).</summary>
    public const double LeastSigma = 0.05;

    /// <summary>D − (D − center)·(σ/14.6146)^power, of the schedule's σ, not the raised one.</summary>
    /// <param name="inner">The denoiser, guided already.</param>
    /// <param name="center">[B, C, H, W]: the estimate's latent, of the whole picture.</param>
    /// <param name="power">τ: 4 in the paper; 0 or less switches it off, which returns the inner denoiser.</param>
    /// <param name="leastSigma">Steps that end at or below this σ are left alone.</param>
    /// <param name="bf16">Whether the strength is rounded to bfloat16, as in SUPIR's default run (supir.md 1.7).</param>
    public static Denoise WithRestoration(this Denoise inner, Tensor center, double power, double leastSigma = LeastSigma, bool bf16 = false) => power <= 0 ? inner : (x, sigma, step) =>
    {
        using var scope = NewDisposeScope();
        var denoised = inner(x, sigma, step);
        var share = bf16 ? (step.From.Sigma.Rounded() / SigmaLine.Noisiest).Rounded().pow(power).Rounded() : (step.From.Sigma / SigmaLine.Noisiest).pow(power);
        var strength = share * (step.To.Sigma > leastSigma).to(float64);
        return (denoised - (denoised - step.Cut(center)) * strength.For(x)).MoveToOuterDisposeScope();
    };
}
