using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Schedules.Warps;

/// <summary>Eq. 3 with aT = T: dense near the clean end only.</summary>
[Named("late-only", "f(t) = tⁿ/Tⁿ⁻¹, Eq. 3 with aT = T: dense at the clean end only (TSS Table 3, Later Stage Only)")]
internal sealed class LateOnlyWarp : ITimeWarp
{
    /// <inheritdoc/>
    public bool UsesPower => true;

    /// <inheritdoc/>
    public bool UsesTransition => false;

    /// <inheritdoc/>
    public Tensor Apply(Tensor t, Tensor a, Tensor n, double top) =>
        Pointwise.Map(t, a, n, (t, _, n) => n == 1 || t == top ? t : Math.Pow(t, n) / Math.Pow(top, n - 1));
}
