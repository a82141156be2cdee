using TorchTss.Runtime;

namespace TorchTss.Schedules.Grids;

/// <summary>σ = √(exp(β_d·t²/2 + β_min·t) − 1) with t in equal steps, the variance-preserving SDE's schedule, as fractional timesteps.</summary>
/// <remarks>Song et al. 2021; k-diffusion's get_sigmas_vp, whose t runs from 1 to 1e-3. That is σ = 152 to 0.0105, beyond both ends of a Stable
/// Diffusion table, where steps would have no length; here t runs between the ends of the host's own table (<b>ours</b>).
/// Not rounded, so that σ comes out as it went in; a warp acts with T = 999. The last evaluation is at σ[0], then σ = 0.</remarks>
[Named("vp", "equal steps of the VP SDE's t (Song et al. 2021, k-diffusion's vp) between σ[999] and σ[0], as fractional timesteps")]
internal sealed class VpGrid(VpOptions options) : IBaseGrid
{
    /// <inheritdoc/>
    public double Top => 999;

    /// <inheritdoc/>
    public int Offset => 0;

    /// <inheritdoc/>
    public TimestepRounding Rounding => TimestepRounding.None;

    /// <inheritdoc/>
    public IReadOnlyList<double> Values(NoiseTable table, int steps)
    {
        var (top, bottom) = (Time(table.Sigmas[^1]), Time(table.Sigmas[0]));
        return SigmaSteps.Between(table, steps, k => Sigma(top + SigmaSteps.Way(k, steps) * (bottom - top), options.BetaD, options.BetaMin));
    }

    /// <summary>σ at a time of the SDE.</summary>
    public static double Sigma(double time, double betaD, double betaMin) => Math.Sqrt(Math.Exp(betaD * time * time / 2 + betaMin * time) - 1);

    /// <summary>The time of a σ: the positive root of β_d·t²/2 + β_min·t = ln(1 + σ²).</summary>
    private double Time(double sigma)
    {
        var (d, min) = (options.BetaD, options.BetaMin);
        return (Math.Sqrt(min * min + 2 * d * Math.Log(1 + sigma * sigma)) - min) / d;
    }
}
