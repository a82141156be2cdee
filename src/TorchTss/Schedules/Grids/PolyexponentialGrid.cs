using TorchTss.Runtime;

namespace TorchTss.Schedules.Grids;

/// <summary>σ_k = exp(r^ρ·(ln σmax − ln σmin) + ln σmin), r falling from 1 to 0 in equal steps, between σ[999] and σ[0].</summary>
/// <remarks>k-diffusion's get_sigmas_polyexponential; ρ = 1 is <see cref="ExponentialSigmaGrid"/>. Fractional timesteps, not rounded, so that σ comes
/// out as it went in; a warp acts on them with T = 999. The last evaluation is at σ[0], then σ = 0.</remarks>
[Named("polyexponential", "ln σ falling as r^ρ from σ[999] to σ[0], k-diffusion's polyexponential schedule, as fractional timesteps")]
internal sealed class PolyexponentialGrid(PolyexponentialOptions options) : IBaseGrid
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
        var (top, bottom) = (Math.Log(highest), Math.Log(lowest));
        return Math.Exp(Math.Pow(1 - SigmaSteps.Way(k, steps), rho) * (top - bottom) + bottom);
    }
}
