using TorchTss.Runtime;

namespace TorchTss.Schedules.Grids;

/// <summary>The curvature of the Karras grid.</summary>
internal sealed record KarrasOptions
{
    /// <summary>ρ.</summary>
    [Setting("exponent ρ; larger is denser at the clean end", 1, 100)]
    public double Rho { get; init; } = 7;
}
