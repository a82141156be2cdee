using TorchTss.Runtime;

namespace TorchTss.Schedules.Warps;

/// <summary>The steepness of the two exponential warps.</summary>
internal sealed record LogisticOptions
{
    /// <summary>k of TSS Eq. 11.</summary>
    [Setting("steepness k of Eq. 11, per timestep", 0.0001, 0.1)]
    public double K { get; init; } = 0.004;
}
