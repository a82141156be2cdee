using TorchTss.Runtime;

namespace TorchTss.Schedules.Grids;

/// <summary>σ_k = (σmax^1/ρ + k/(N−1)·(σmin^1/ρ − σmax^1/ρ))^ρ between σ[999] and σ[0], as fractional timesteps.</summary>
/// <remarks>Karras et al. 2022, Eq. 5. A σ becomes a timestep by the inverse of the table's log-linear interpolation; not rounded, as in diffusers'
/// Euler, so that σ comes out as it went in (<c>--timestep-rounding nearest</c> rounds as its multistep solvers do).
/// The last evaluation is at σ[0].</remarks>
[Named("karras", "σ^1/ρ in equal steps from σ[999] to σ[0], ρ = 7 (Karras et al. 2022, Eq. 5), as fractional timesteps")]
internal sealed class KarrasGrid(KarrasOptions options) : IBaseGrid
{
    /// <inheritdoc/>
    public double Top => 999;

    /// <inheritdoc/>
    public int Offset => 0;

    /// <inheritdoc/>
    public TimestepRounding Rounding => TimestepRounding.None;

    /// <inheritdoc/>
    public IReadOnlyList<double> Values(NoiseTable table, int steps) =>
        SigmaSteps.Between(table, steps, k => Sigma(table.Sigmas[^1], table.Sigmas[0], k, steps, options.Rho));

    /// <summary>σ of step k of N.</summary>
    public static double Sigma(double highest, double lowest, int k, int steps, double rho)
    {
        var (top, bottom) = (Math.Pow(highest, 1 / rho), Math.Pow(lowest, 1 / rho));
        return Math.Pow(top + SigmaSteps.Way(k, steps) * (bottom - top), rho);
    }
}
