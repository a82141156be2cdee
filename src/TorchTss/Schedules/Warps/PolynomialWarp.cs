using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Schedules.Warps;

/// <summary>The method's own function: dense at both ends, slope n at the transition point.</summary>
/// <remarks>TSS Eq. 3. Two pow calls may miss a fixed point by one unit in the last place, and 499.5 is a rounding tie: the fixed points are t itself.</remarks>
[Named("polynomial", "TSS Eq. 3: dense at both ends, turning at aT with slope n (the method's choice)")]
internal sealed class PolynomialWarp : ITimeWarp
{
    /// <inheritdoc/>
    public bool UsesPower => true;

    /// <inheritdoc/>
    public bool UsesTransition => true;

    /// <inheritdoc/>
    public Tensor Apply(Tensor t, Tensor a, Tensor n, double top)
    {
        using var scope = NewDisposeScope();
        var turn = a * top;                                                         // aT
        var late = t.pow(n) / turn.pow(n - 1);                                      // t < aT:  tⁿ/(aT)ⁿ⁻¹
        var early = top - (top - t).pow(n) / (top - turn).pow(n - 1);               // t ≥ aT:  T − (T−t)ⁿ/(T−aT)ⁿ⁻¹
        var isFixed = (n == 1).logical_or(t == turn).logical_or(t == top).logical_or(t == 0);
        return where(isFixed, t, where(t < turn, late, early)).MoveToOuterDisposeScope();
    }
}
