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
        using var scope = NewDisposeScope();
        var first = Logistic.Curve(zeros_like(t), options.K, top);                  // g(0)
        var last = Logistic.Curve(full_like(t, top), options.K, top);               // g(T)
        var curve = top * (Logistic.Curve(t, options.K, top) - first) / (last - first);
        return where(t == top, t, curve).MoveToOuterDisposeScope();
    }
}
