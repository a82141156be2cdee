using TorchSharp;

namespace TorchTss.Networks;

/// <summary>What a ControlNet adds to a UNet: one tensor per skip, and one at the bottom.</summary>
/// <param name="Skips">In the order of the way down; empty for nothing.</param>
/// <param name="Middle">Added after the bottom; null for nothing.</param>
internal sealed record ControlResiduals(IReadOnlyList<torch.Tensor> Skips, torch.Tensor? Middle)
{
    /// <summary>A UNet without a ControlNet.</summary>
    public static ControlResiduals None { get; } = new([], null);
}
