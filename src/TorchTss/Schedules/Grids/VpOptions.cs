using TorchTss.Runtime;

namespace TorchTss.Schedules.Grids;

/// <summary>The variance-preserving SDE.</summary>
internal sealed record VpOptions
{
    /// <summary>β_d = β_max − β_min.</summary>
    [Setting("slope β_d of the SDE's β(t)", 0.1, 1000)]
    public double BetaD { get; init; } = 19.9;

    /// <summary>β_min.</summary>
    [Setting("β_min, the SDE's β(0)", 0, 100)]
    public double BetaMin { get; init; } = 0.1;
}
