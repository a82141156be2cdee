namespace TorchTss.Schedules.Warps;

/// <summary>The logistic curve that both exponential warps are made of.</summary>
internal static class Logistic
{
    /// <summary>g(t) = T/(1 + exp(−k(t − T/2))), TSS Eq. 11.</summary>
    public static double Curve(double t, double k, double top) => top / (1 + Math.Exp(-k * (t - top / 2)));
}
