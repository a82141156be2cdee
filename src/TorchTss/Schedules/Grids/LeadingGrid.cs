using TorchTss.Runtime;

namespace TorchTss.Schedules.Grids;

/// <summary>i·⌊1000/N⌋ + offset, i = N−1..0: what DDIM and SDXL's Euler use in diffusers.</summary>
/// <remarks>timestep_spacing "leading". Whole and 0-based, so T = 999 and rounding (ties to even, as numpy does) only acts after a warp.
/// It does not begin at T, which no warp then keeps fixed: a spatial schedule starts on a map of noise levels.</remarks>
[Named("leading", "i·⌊1000/N⌋ + 1, diffusers' \"leading\" spacing for DDIM and Euler; begins below the top")]
internal sealed class LeadingGrid(LeadingOptions options) : IBaseGrid
{
    /// <inheritdoc/>
    public double Top => 999;

    /// <inheritdoc/>
    public int Offset => 0;

    /// <inheritdoc/>
    public TimestepRounding Rounding => TimestepRounding.NearestEven;

    /// <inheritdoc/>
    public IReadOnlyList<double> Values(NoiseTable table, int steps) =>
        [.. Enumerable.Range(0, steps)
            .Select(k => (double)Math.Min((steps - 1 - k) * (1000 / steps) + options.Offset, 999))];   // N = 1000 would give 1000
}
