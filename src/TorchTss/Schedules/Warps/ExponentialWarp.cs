using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Schedules.Warps;

/// <summary>Eq. 11 rescaled so that it starts at 0 and ends at T (<b>ours</b>).</summary>
[Named("exponential", "TSS Eq. 11, k = 0.004, rescaled so that f(0) = 0 and f(T) = T (Table 4)")]
internal sealed class ExponentialWarp(LogisticOptions options) : ITimeWarp
{
    /// <inheritdoc/>
    public bool UsesPower => false;

    /// <inheritdoc/>
    public bool UsesTransition => false;

    /// <inheritdoc/>
    public Tensor Apply(Tensor t, Tensor a, Tensor n, double top)
    {
        var (first, last) = (Logistic.Curve(0, options.K, top), Logistic.Curve(top, options.K, top));   // g(0), g(T)
        return Pointwise.Map(t, a, n, (t, _, _) => t == top ? t : top * (Logistic.Curve(t, options.K, top) - first) / (last - first));
    }
}
