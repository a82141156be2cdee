using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Schedules.Warps;

/// <summary>f(t) = t: the host's plain schedule.</summary>
[Named("uniform", "f(t) = t: the plain schedule, the baseline of TSS Table 4")]
internal sealed class UniformWarp : ITimeWarp
{
    /// <inheritdoc/>
    public bool UsesPower => false;

    /// <inheritdoc/>
    public bool UsesTransition => false;

    /// <inheritdoc/>
    public Tensor Apply(Tensor t, Tensor a, Tensor n, double top) => Pointwise.Map(t, a, n, (t, _, _) => t);
}
