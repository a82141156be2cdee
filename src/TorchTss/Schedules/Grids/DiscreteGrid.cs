using TorchTss.Runtime;

namespace TorchTss.Schedules.Grids;

/// <summary>N equal steps of the table index from 999 to 0, both included and not rounded: k-diffusion's own schedule of a discrete model.</summary>
/// <remarks>DiscreteSchedule.get_sigmas: σ between table entries is linear in ln σ, as the table's interpolation here. A warp acts with T = 999.
/// The last evaluation is at σ[0], then σ = 0; <c>respaced</c> has the same values rounded, <c>uniform</c> stops a step earlier.</remarks>
[Named("discrete", "table indices in equal steps from 999 to 0, not rounded: k-diffusion's default for discrete models")]
internal sealed class DiscreteGrid : IBaseGrid
{
    /// <inheritdoc/>
    public double Top => 999;

    /// <inheritdoc/>
    public int Offset => 0;

    /// <inheritdoc/>
    public TimestepRounding Rounding => TimestepRounding.None;

    /// <inheritdoc/>
    public IReadOnlyList<double> Values(NoiseTable table, int steps) =>
        [.. Enumerable.Range(0, steps).Select(k => (1 - SigmaSteps.Way(k, steps)) * (table.Count - 1))];
}
