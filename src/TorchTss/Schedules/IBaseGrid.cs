namespace TorchTss.Schedules;

/// <summary>A uniform schedule before resampling, with the conventions that turn its values into table indices.</summary>
public interface IBaseGrid
{
    /// <summary>The N base values, largest first, in the units of <see cref="Top"/>; not rounded unless the official grid rounds first.</summary>
    /// <param name="table">The host's noise table.</param>
    /// <param name="steps">N, 1 to the number of training steps.</param>
    /// <returns>N values that fall (at very large N some may repeat); the first is <see cref="Top"/> on every grid but "leading".</returns>
    IReadOnlyList<double> Values(NoiseTable table, int steps);

    /// <summary>T of f(t; a, n): 999 for 0-based grids, 1000 for the paper's 1-based one.</summary>
    double Top { get; }

    /// <summary>What is subtracted after rounding to get a 0-based table index: 0, or 1 for the paper's grid.</summary>
    int Offset { get; }

    /// <summary>How this grid's official implementation rounds.</summary>
    TimestepRounding Rounding { get; }
}
