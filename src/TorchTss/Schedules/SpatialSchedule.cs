using TorchTss.Runtime;
using TorchTss.Schedules.Warps;
using static TorchSharp.torch;

namespace TorchTss.Schedules;

/// <summary>The schedule of a run: the base grid, resampled at every position by its own n and a (TSS Eq. 5–7).</summary>
/// <remarks>A plain run, TDS and SDS are one code path: n and a are 1×1 or maps.</remarks>
public static class SpatialSchedule
{
    /// <summary>The N+1 noise levels of a run, from the grid's largest value to clean.</summary>
    /// <param name="table">The host's noise table.</param>
    /// <param name="grid">The base grid, already resolved (<see cref="BaseGrids.Resolve"/>).</param>
    /// <param name="tss">The strategy: plain takes n = 1; TDS alone one n and a; SDS the ranges, and without TDS n begins at 1.</param>
    /// <param name="hostN">The host's range of n (Table 5), used where the settings say nothing.</param>
    /// <param name="hostA">The host's range of a, a fraction of T.</param>
    /// <param name="steps">N, 1 to the number of training steps.</param>
    /// <param name="variance">v: [1,1,h,w] floating in 0..1 at latent resolution (<see cref="VarianceMap"/>); needed with SDS, else ignored.</param>
    /// <returns>Levels as float64 maps, 1×1 wherever all positions agree. Repeated indices stay: a step of length zero is legal.</returns>
    /// <exception cref="UsageException">A setting that cannot be; the first of <see cref="TssSettings.Problems"/>.</exception>
    /// <exception cref="ArgumentNullException">SDS without a variance map.</exception>
    public static SamplingSchedule Build(
        NoiseTable table, IBaseGrid grid, TssSettings tss, ValueRange hostN, ValueRange hostA, int steps, Tensor? variance)
    {
        if (tss.Problems(steps, table.Count) is [var first, ..]) throw new UsageException(first);
        using var scope = NewDisposeScope();
        var (n, a) = Parameters(tss, hostN, hostA, variance);
        var warp = tss.Tds || tss.Sds ? TimeWarps.Create(tss.Warp) : new UniformWarp();
        var levels = new List<NoiseLevel>();
        foreach (var value in grid.Values(table, steps))
        {
            var real = warp.Apply(full([1, 1, 1, 1], value, float64), a, n, grid.Top);
            var timestep = Collapsed(TableIndex.Of(real, grid, tss.Rounding, table.Count));
            levels.Add(new NoiseLevel(table.SigmaAt(timestep), timestep));
        }
        foreach (var level in levels)
        {
            level.Sigma.DetachFromDisposeScope();
            level.Timestep.DetachFromDisposeScope();
        }
        return new SamplingSchedule([.. levels, NoiseLevel.Clean()]);
    }

    private static (Tensor N, Tensor A) Parameters(TssSettings tss, ValueRange hostN, ValueRange hostA, Tensor? variance)
    {
        if (!tss.Sds) return (Same(tss.Tds ? tss.N ?? hostN.Middle : 1), Same(tss.A ?? hostA.Middle));
        ArgumentNullException.ThrowIfNull(variance);
        using var scope = NewDisposeScope();
        var range = tss.NRange ?? hostN;
        var v = Collapsed(variance.to_type(ScalarType.Float64));
        var n = Along(v, tss.Tds ? range : range with { Minimum = 1 });                     // n(v)   Eq. 5
        return (n.MoveToOuterDisposeScope(), Along(v, tss.ARange ?? hostA).MoveToOuterDisposeScope());
    }

    /// <summary>v·(max − min) + min.</summary>
    private static Tensor Along(Tensor v, ValueRange range) => v * (range.Maximum - range.Minimum) + range.Minimum;

    private static Tensor Same(double value) => full([1, 1, 1, 1], value, float64);

    /// <summary>A constant map as 1×1, so that it costs what a number costs.</summary>
    private static Tensor Collapsed(Tensor map) => map.min().equal(map.max()).item<bool>() ? map[.., .., ..1, ..1].clone() : map;
}
