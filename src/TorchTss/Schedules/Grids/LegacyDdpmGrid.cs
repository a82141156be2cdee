using TorchTss.Runtime;

namespace TorchTss.Schedules.Grids;

/// <summary>999 + k·(−999/N), k = 0..N−1, truncated: SUPIR's grid.</summary>
/// <remarks>sgm LegacyDDPMDiscretization: numpy's linspace(999, 0, N, endpoint=False) as integers.
/// The values are those before the truncation.</remarks>
[Named("legacy-ddpm", "sgm's LegacyDDPMDiscretization, 999 + k·(−999/N), truncated: the grid of SUPIR")]
internal sealed class LegacyDdpmGrid : IBaseGrid
{
    /// <inheritdoc/>
    public double Top => 999;

    /// <inheritdoc/>
    public int Offset => 0;

    /// <inheritdoc/>
    public TimestepRounding Rounding => TimestepRounding.Floor;

    /// <inheritdoc/>
    public IReadOnlyList<double> Values(NoiseTable table, int steps)
    {
        var step = -999.0 / steps;      // rounded first, as numpy does
        return [.. Enumerable.Range(0, steps).Select(k => k * step + 999)];
    }
}
