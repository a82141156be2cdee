using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Samplers;

/// <summary>The variance of DDPM's reverse step (Ho et al. 2020, section 3.2).</summary>
internal enum DdpmVariance
{
    /// <summary>That of the posterior q(x_s | x_t, x0): none in the step that ends clean.</summary>
    FixedSmall,

    /// <summary>That of the forward step, 1 − A/R: also in the step that ends clean, unless it leaves timestep 0.</summary>
    FixedLarge,
}

/// <summary>Settings of <see cref="DdpmSampler"/>.</summary>
internal sealed record DdpmOptions
{
    /// <summary>Which variance.</summary>
    [Setting("fixed-small (posterior) or fixed-large (forward step)")]
    public DdpmVariance Variance { get; init; }

    /// <summary>x0 is clipped to ± this; infinite: no clipping.</summary>
    [Setting("x0 is clipped to plus or minus this; inf is off", 0)]
    public double Clip { get; init; } = double.PositiveInfinity;
}

/// <summary>Ancestral sampling: a draw from the posterior given the x0 found, over any list of timesteps.</summary>
[Named("ddpm", "DDPM ancestral sampling (Ho et al. 2020, Eq. 6-7)")]
internal sealed class DdpmSampler(DdpmOptions options) : ISampler
{
    public Tensor Step(Tensor x, SamplerStep step, Denoise denoise)
    {
        using var scope = NewDisposeScope();
        var (sigma, next) = (step.From.Sigma, step.To.Sigma);
        // q = A/R, b = 1−q; mean = √R·b/(1−A)·x0 + √q(1−R)/(1−A)·x; over √R: b/(1−A) = 1−r², q(1−R)/(1−A) = r², r = σ'/σ.
        var keep = (next / sigma).square();
        var denoised = denoise(x, sigma, step).clamp(-options.Clip, options.Clip);
        var moved = keep.For(x) * x + (1 - keep).For(x) * denoised + Spread(step, keep).For(x) * step.Noise(x);
        return step.Hold(x, moved).MoveToOuterDisposeScope();
    }

    /// <summary>Standard deviation in σ-space: √(var/R).</summary>
    private Tensor Spread(SamplerStep step, Tensor keep)
    {
        using var scope = NewDisposeScope();
        var (sigma, next) = (step.From.Sigma, step.To.Sigma);
        if (options.Variance == DdpmVariance.FixedSmall) return (next * (1 - keep).clamp(min: 0).sqrt()).MoveToOuterDisposeScope();
        // b/R = (σ²−σ'²)/(σ²+1)·(σ'²+1); the original draws nothing when it leaves timestep 0.
        var large = ((sigma.square() - next.square()) / (sigma.square() + 1) * (next.square() + 1)).clamp(min: 0).sqrt();
        return (large * (step.From.Timestep > 0).to(float64)).MoveToOuterDisposeScope();
    }
}
