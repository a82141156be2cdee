using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Schedules.Warps;

/// <summary>Eq. 11 to the letter: [0, T] becomes [119.2, 880.8] at T = 1000,
/// so sampling starts below the top and has no fixed point but T/2.</summary>
[Named("exponential-printed", "TSS Eq. 11 to the letter, k = 0.004: starts near 0.88 T and ends near 0.12 T (Table 4)")]
internal sealed class ExponentialPrintedWarp(LogisticOptions options) : ITimeWarp
{
    /// <inheritdoc/>
    public bool UsesPower => false;

    /// <inheritdoc/>
    public bool UsesTransition => false;

    /// <inheritdoc/>
    public Tensor Apply(Tensor t, Tensor a, Tensor n, double top) => Pointwise.Map(t, a, n, (t, _, _) => Logistic.Curve(t, options.K, top));
}
