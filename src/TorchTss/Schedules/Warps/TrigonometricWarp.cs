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
    public Tensor Apply(Tensor t, Tensor a, Tensor n, double top)
    {
        using var scope = NewDisposeScope();
        var turn = a * top;                                                                     // aT
        var late = turn - turn * (Math.PI * t / (2 * turn)).cos();                              // t < aT:  aT − aT·cos(πt/2aT)
        var early = turn + (top - turn) * (Math.PI * (t - turn) / (2 * (top - turn))).sin();    // t ≥ aT:  aT + (T−aT)·sin(π(t−aT)/2(T−aT))
        return where((t == turn).logical_or(t == top), t, where(t < turn, late, early)).MoveToOuterDisposeScope();
    }
}
