using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Schedules.Warps;

/// <summary>A quarter of a cosine up to aT, a quarter of a sine from there to T.</summary>
/// <remarks>TSS Eq. 10 as printed jumps to T at t = aT and then falls; this is the rising form it must mean (<b>ours</b>): continuous at aT,
/// slope 0 at both ends.</remarks>
[Named("trigonometric", "TSS Eq. 10 in its rising form: a cosine up to aT, a sine from aT to T (Table 4)")]
internal sealed class TrigonometricWarp : ITimeWarp
{
    /// <inheritdoc/>
    public bool UsesPower => false;

    /// <inheritdoc/>
    public bool UsesTransition => true;

    /// <inheritdoc/>
    public Tensor Apply(Tensor t, Tensor a, Tensor n, double top) => Pointwise.Map(t, a, n, (t, a, _) =>
    {
        var turn = a * top;                                                                             // aT
        if (t == turn || t == top) return t;
        return t < turn
            ? turn - turn * Math.Cos(Math.PI * t / (2 * turn))                                          // aT − aT·cos(πt/2aT)
            : turn + (top - turn) * Math.Sin(Math.PI * (t - turn) / (2 * (top - turn)));                // aT + (T−aT)·sin(π(t−aT)/2(T−aT))
    });
}
