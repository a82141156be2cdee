using TorchTss.Runtime;

namespace TorchTss.Schedules.Grids;

/// <summary>N+1 equal steps from 999 to 0 without the 0, ties to even: PASD's grid, and that of diffusers' multistep solvers.</summary>
/// <remarks>numpy's linspace(0, 999, N+1): i·step with the step rounded first, and the last value exactly 999.</remarks>
[Named("linspace", "numpy's linspace(0, 999, N+1) without the 0, ties to even: the grid of PASD and of diffusers' UniPC")]
internal sealed class LinspaceGrid : IBaseGrid
{
    /// <inheritdoc/>
    public double Top => 999;

    /// <inheritdoc/>
    public int Offset => 0;

    /// <inheritdoc/>
    public TimestepRounding Rounding => TimestepRounding.NearestEven;

    /// <inheritdoc/>
    public IReadOnlyList<double> Values(NoiseTable table, int steps)
    {
        var step = 999.0 / steps;
        return [.. Enumerable.Range(0, steps).Select(k => k == 0 ? 999 : (steps - k) * step)];
    }
}
