using TorchTss.Runtime;

namespace TorchTss.Schedules.Grids;

/// <summary>ln σ in equal steps from σ[999] to σ[0], as fractional timesteps.</summary>
/// <remarks>k-diffusion's get_sigmas_exponential; the warp <c>exponential</c> of the paper's Table 4 is another thing, a function of t. Not rounded,
/// so that σ comes out as it went in; a warp acts on the fractional timesteps, with T = 999. The last evaluation is at σ[0], from where the run steps
/// to σ = 0: a plain host leaves from a noisier level.</remarks>
[Named("exponential-sigma", "ln σ in equal steps from σ[999] to σ[0], k-diffusion's exponential schedule, as fractional timesteps")]
internal sealed class ExponentialSigmaGrid : IBaseGrid
{
    /// <inheritdoc/>
    public double Top => 999;

    /// <inheritdoc/>
    public int Offset => 0;

    /// <inheritdoc/>
    public TimestepRounding Rounding => TimestepRounding.None;

    /// <inheritdoc/>
    public IReadOnlyList<double> Values(NoiseTable table, int steps) =>
        SigmaSteps.Between(table, steps, k => Sigma(table.Sigmas[^1], table.Sigmas[0], k, steps));

    /// <summary>σ of step k of N.</summary>
    public static double Sigma(double highest, double lowest, int k, int steps)
    {
        var (top, bottom) = (Math.Log(highest), Math.Log(lowest));
        return Math.Exp(top + SigmaSteps.Way(k, steps) * (bottom - top));
    }
}
