using static TorchSharp.torch;

namespace TorchTss.Samplers;

/// <summary>Coefficients of a step: float64 maps on the CPU until the moment they meet the latent.</summary>
internal static class CoefficientMaps
{
    /// <summary>Levels closer than this in λ are the same timestep: the smallest gap between two timesteps is 0.006.</summary>
    public const double SameLevel = 1e-6;

    /// <summary>The map in the latent's own dtype and on its device; cast once, after all of its arithmetic.</summary>
    public static Tensor For(this Tensor map, Tensor x) => map.to(x.dtype).to(x.device);

    /// <summary>h = λ' − λ = ln(σ/σ') between two levels, the step length in log-SNR; 0, not infinite, where the step ends clean.</summary>
    /// <param name="from">σ, float64, above 0.</param>
    /// <param name="to">σ', float64, 0 or more.</param>
    public static Tensor LogSnrStep(Tensor from, Tensor to)
    {
        using var scope = NewDisposeScope();
        return where(to > 0, (from / to).log(), zeros_like(to)).MoveToOuterDisposeScope();
    }
}
