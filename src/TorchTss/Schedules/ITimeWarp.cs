using TorchSharp;

namespace TorchTss.Schedules;

/// <summary>A function f(t; a, n) that resamples a uniform schedule (TSS Eq. 2–3 and its variants).</summary>
/// <remarks>Rounding, maps and the ends of the schedule are around it: a warp is pure arithmetic, and cannot tell a number from a map.</remarks>
public interface ITimeWarp
{
    /// <summary>Whether the function has a power n; then n = 1 returns t to the bit.</summary>
    bool UsesPower { get; }

    /// <summary>Whether the function has a transition point a.</summary>
    bool UsesTransition { get; }

    /// <summary>Resamples base values.</summary>
    /// <param name="t">float64 base values in 0..<paramref name="top"/>; any shape that broadcasts with the maps.</param>
    /// <param name="a">float64 transition point as a fraction of T, in (0, 1); [1,1,h|1,w|1].</param>
    /// <param name="n">float64 power, 1 or more; [1,1,h|1,w|1].</param>
    /// <param name="top">T: 999 on a host's own grid, 1000 on the paper's.</param>
    /// <returns>float64, not rounded, in 0..T, rising with t; a fixed point of the function (0, aT, T) comes back to the bit.</returns>
    torch.Tensor Apply(torch.Tensor t, torch.Tensor a, torch.Tensor n, double top);
}
