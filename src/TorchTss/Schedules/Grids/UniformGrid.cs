using TorchTss.Runtime;

namespace TorchTss.Schedules.Grids;

/// <summary>999·(1 − k/N), k = 0..N−1, rounded half up: the bundled host's grid.</summary>
[Named("uniform", "999·(1 − k/N), rounded half up: the grid of the bundled tiny host")]
internal sealed class UniformGrid : IBaseGrid
{
    /// <inheritdoc/>
    public double Top => 999;

    /// <inheritdoc/>
    public int Offset => 0;

    /// <inheritdoc/>
    public TimestepRounding Rounding => TimestepRounding.Nearest;

    /// <inheritdoc/>
    public IReadOnlyList<double> Values(NoiseTable table, int steps) => [.. Enumerable.Range(0, steps).Select(k => 999 * (1 - (double)k / steps))];
}
