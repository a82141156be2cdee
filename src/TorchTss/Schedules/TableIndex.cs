using static TorchSharp.torch;

namespace TorchTss.Schedules;

/// <summary>From a grid's real values to 0-based table indices.</summary>
internal static class TableIndex
{
    /// <summary>Rounds, subtracts the grid's offset and clamps to the table.</summary>
    /// <param name="real">float64 resampled values in the grid's own units, any shape.</param>
    /// <param name="grid">Its offset, and its own rule where <paramref name="rounding"/> leaves it to the host.</param>
    /// <param name="rounding">The rule.</param>
    /// <param name="count">The number of training timesteps.</param>
    /// <returns>float64, same shape, in 0..count−1; whole unless the rule is <see cref="TimestepRounding.None"/>.</returns>
    public static Tensor Of(Tensor real, IBaseGrid grid, TimestepRounding rounding, int count)
    {
        using var scope = NewDisposeScope();
        var rounded = (rounding == TimestepRounding.Host ? grid.Rounding : rounding) switch
        {
            TimestepRounding.Nearest => (real + 0.5).floor(),
            TimestepRounding.NearestEven => real.round(),
            TimestepRounding.Floor => real.trunc(),
            _ => real,
        };
        return (rounded - grid.Offset).clamp_(0, count - 1).MoveToOuterDisposeScope();
    }
}
