using TorchTss.Runtime;

namespace TorchTss.Schedules.Grids;

/// <summary>The curvature of the polyexponential grid.</summary>
internal sealed record PolyexponentialOptions
{
    /// <summary>ρ.</summary>
    [Setting("exponent ρ; 1 is exponential-sigma, smaller is denser at the noisy end", 0.1, 10)]
    public double Rho { get; init; } = 1;
}
