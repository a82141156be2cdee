using TorchTss.Runtime;

namespace TorchTss.Schedules.Grids;

/// <summary>The paper's own grid, counted 1..1000: t_k = ⌊k·1000/N⌋, k = N..1.</summary>
/// <remarks>TSS Eq. 1. Rounded half up, clamped to [1, 1000], minus 1.</remarks>
[Named("paper", "TSS Eq. 1: t_k = ⌊k·1000/N⌋ with T = 1000, rounded half up, minus 1")]
internal sealed class PaperGrid : IBaseGrid
{
    /// <inheritdoc/>
    public double Top => 1000;

    /// <inheritdoc/>
    public int Offset => 1;

    /// <inheritdoc/>
    public TimestepRounding Rounding => TimestepRounding.Nearest;

    /// <inheritdoc/>
    public IReadOnlyList<double> Values(NoiseTable table, int steps) =>
        [.. Enumerable.Range(0, steps).Select(k => (double)((steps - k) * 1000 / steps))];
}
