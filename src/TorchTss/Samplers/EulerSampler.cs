using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Samplers;

/// <summary>Settings of <see cref="EulerSampler"/>, in the names of Karras et al. 2022.</summary>
internal sealed record EulerOptions
{
    /// <summary>S_churn: how much noise is put back over the whole run; 0 is the plain ODE.</summary>
    [Setting("noise put back over the whole run (S_churn); 0 is deterministic", 0)]
    public double Churn { get; init; }

    /// <summary>S_tmin: no churn below this σ.</summary>
    [Setting("no churn below this sigma (S_tmin)", 0)]
    public double ChurnMin { get; init; }

    /// <summary>S_tmax: no churn above this σ.</summary>
    [Setting("no churn above this sigma (S_tmax)", 0)]
    public double ChurnMax { get; init; } = double.PositiveInfinity;

    /// <summary>S_noise: standard deviation of the noise that is put back.</summary>
    [Setting("standard deviation of the noise put back (S_noise)", 0)]
    public double NoiseScale { get; init; } = 1;

    /// <summary>σ, σ̂, the noise's deviation and the step's length are rounded to bfloat16 after each operation (supir.md 1.7).</summary>
    [Setting("sigmas, churn and step lengths rounded to bfloat16, as SUPIR's default run has them")]
    public bool Bf16 { get; init; }
}

/// <summary>Euler's method on the probability-flow ODE, optionally raising the noise before each step.</summary>
[Named("euler", "Euler with optional churn (Karras et al. 2022, Algorithm 2 without the correction)")]
internal sealed class EulerSampler(EulerOptions options) : ISampler
{
    public Tensor Step(Tensor x, SamplerStep step, Denoise denoise)
    {
        using var scope = NewDisposeScope();
        var (sigma, next) = (Held(step.From.Sigma), Held(step.To.Sigma));       // σ_k, σ_{k+1}
        var (noisy, raised) = (x, sigma);
        if (options.Churn > 0)
        {
            var gate = (sigma >= options.ChurnMin) & (sigma <= options.ChurnMax) & step.Empty().logical_not();
            var gamma = Math.Min(options.Churn / step.Count, Math.Sqrt(2) - 1) * gate.to(float64);
            raised = Held(sigma * (1 + gamma));                                 // σ̂ = σ(1+γ)
            var added = Held(Held(Held(raised.square()) - Held(sigma.square())).sqrt());
            noisy = options.Bf16 && step.Index == 0
                ? (x + ((step.Noise(x).Rounded() * options.NoiseScale).Rounded() * added.For(x)).Rounded()).Rounded()     // there x is bfloat16 itself
                : x + step.Noise(x) * (added * options.NoiseScale).For(x);
        }
        var denoised = denoise(noisy, raised, step);
        var slope = (noisy - denoised) / raised.For(x);                         // d = (x̂ − D)/σ̂
        var moved = noisy + slope * Held(next - raised).For(x);
        moved = where((next == 0).to(x.device), denoised, moved);               // σ_{k+1} = 0 is D itself, without the rounding
        return step.Hold(x, moved).MoveToOuterDisposeScope();
    }

    // The very object where nothing is rounded: the denoiser tells by it whether noise was raised.
    private Tensor Held(Tensor map) => options.Bf16 ? map.Rounded() : map;
}
