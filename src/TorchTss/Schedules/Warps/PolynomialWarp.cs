using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Schedules.Warps;

/// <summary>The method's own function: dense at both ends, slope n at the transition point.</summary>
/// <remarks>TSS Eq. 3. Two pow calls may miss aT by one unit in the last place, and 499.5 is a rounding tie: fixed points are t itself.</remarks>
[Named("polynomial", "TSS Eq. 3: dense at both ends, turning at aT with slope n (the method's choice)")]
internal sealed class PolynomialWarp : ITimeWarp
{
    /// <inheritdoc/>
    public bool UsesPower => true;

    /// <inheritdoc/>
    public bool UsesTransition => true;

    /// <inheritdoc/>
    public Tensor Apply(Tensor t, Tensor a, Tensor n, double top) => Pointwise.Map(t, a, n, (t, a, n) =>
    {
        var turn = a * top;                                                                             // aT
        if (n == 1 || t == 0 || t == turn || t == top) return t;
        return t < turn
            ? Math.Pow(t, n) / Math.Pow(turn, n - 1)                                                    // tⁿ/(aT)ⁿ⁻¹
            : top - Math.Pow(top - t, n) / Math.Pow(top - turn, n - 1);                                 // T − (T−t)ⁿ/(T−aT)ⁿ⁻¹
    });
}
