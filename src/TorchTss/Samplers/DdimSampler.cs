using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Samplers;

/// <summary>Settings of <see cref="DdimSampler"/>.</summary>
internal sealed record DdimOptions
{
    /// <summary>η: 0 is deterministic, 1 has DDPM's variance.</summary>
    [Setting("share of DDPM's noise (eta); 0 is deterministic, 1 is DDPM", 0, 1)]
    public double Eta { get; init; }

    /// <summary>x0 is clipped to ± this, the noise direction is not derived anew; infinite: no clipping.</summary>
    [Setting("x0 is clipped to plus or minus this; inf is off", 0)]
    public double Clip { get; init; } = double.PositiveInfinity;
}

/// <summary>Denoising diffusion implicit models: to the x0 found, then out again along the same noise.</summary>
[Named("ddim", "DDIM with optional noise (Song et al. 2021, Eq. 12)")]
internal sealed class DdimSampler(DdimOptions options) : ISampler
{
    public Tensor Step(Tensor x, SamplerStep step, Denoise denoise)
    {
        using var scope = NewDisposeScope();
        var (sigma, next) = (step.From.Sigma, step.To.Sigma);
        // x' = √R·x0 + √(1−R−s²)·ε + s·n, s² = η²(1−R)/(1−A)·(1−A/R); over √R: (1−R)/R = σ'², (1−A/R)/(1−A) = 1−r², r = σ'/σ.
        var spread = options.Eta * next * (1 - (next / sigma).square()).clamp(min: 0).sqrt();
        var along = (next.square() - spread.square()).clamp(min: 0).sqrt();

        var denoised = denoise(x, sigma, step);
        var direction = (x - denoised) / sigma.For(x);                          // ε
        var moved = denoised.clamp(-options.Clip, options.Clip) + along.For(x) * direction;
        if (options.Eta > 0) moved = moved + spread.For(x) * step.Noise(x);
        return step.Hold(x, moved).MoveToOuterDisposeScope();
    }
}
