using TorchTss.Runtime;

namespace TorchTss.Metrics.Lpips;

/// <summary>Settings of the LPIPS metrics.</summary>
internal sealed record LpipsOptions
{
    /// <summary>The trunk.</summary>
    [Setting("network whose features are compared: alex, vgg or squeeze")]
    public LpipsNet Net { get; init; } = LpipsNet.Alex;
}
