using static TorchSharp.torch;

namespace TorchTss.Schedules.Warps;

/// <summary>The logistic curve that both exponential warps are made of.</summary>
internal static class Logistic
{
    /// <summary>g(t) = T/(1 + exp(−k(t − T/2))), TSS Eq. 11.</summary>
    public static Tensor Curve(Tensor t, double k, double top)
    {
        using var scope = NewDisposeScope();
        return (top / (1 + (-k * (t - top / 2)).exp())).MoveToOuterDisposeScope();
    }
}
