using TorchTss.Runtime;

namespace TorchTss.Schedules.Grids;

/// <summary>N whole timesteps from 999 to 0, both included: StableSR's grid.</summary>
/// <remarks>guided-diffusion's space_timesteps: multiples of 999/(N−1), summed in float64 and rounded, ties to even, before f is applied.
/// A single step is the top timestep (<b>ours</b>; the original fails on N = 1).</remarks>
[Named("respaced", "whole timesteps 0..999 at strides of 999/(N−1), ties to even: the grid of StableSR")]
internal sealed class RespacedGrid : IBaseGrid
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
        if (steps == 1) return [999];
        var values = new double[steps];
        var (stride, current) = (999.0 / (steps - 1), 0.0);
        for (var i = steps - 1; i >= 0; i--, current += stride) values[i] = Math.Round(current, MidpointRounding.ToEven);
        return values;
    }
}
