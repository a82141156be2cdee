using TorchTss.Runtime;

namespace TorchTss.Schedules.Grids;

/// <summary>round(1000 − k·1000/N) − 1, k = 0..N−1, ties to even: begins at 999, ends above 0.</summary>
/// <remarks>diffusers' timestep_spacing "trailing". Whole and 0-based, so T = 999 and rounding only acts after a warp. numpy's arange differs at
/// N = 48, 61 and 96, once with a timestep of −1; the formula is meant (<b>ours</b>).</remarks>
[Named("trailing", "round(1000 − k·1000/N) − 1, diffusers' \"trailing\" spacing (Lin et al. 2024)")]
internal sealed class TrailingGrid : IBaseGrid
{
    /// <inheritdoc/>
    public double Top => 999;

    /// <inheritdoc/>
    public int Offset => 0;

    /// <inheritdoc/>
    public TimestepRounding Rounding => TimestepRounding.NearestEven;

    /// <inheritdoc/>
    public IReadOnlyList<double> Values(NoiseTable table, int steps) =>
        [.. Enumerable.Range(0, steps).Select(k => Math.Round(1000 - k * 1000.0 / steps, MidpointRounding.ToEven) - 1)];
}
