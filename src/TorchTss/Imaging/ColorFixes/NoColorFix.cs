using TorchSharp;
using TorchTss.Runtime;

namespace TorchTss.Imaging.ColorFixes;

/// <summary>Leaves the colours as the network made them.</summary>
[Named("none", "leaves the colours as the decoder made them")]
internal sealed class NoColorFix : IColorFix
{
    /// <inheritdoc/>
    public int? Reach => 0;

    /// <inheritdoc/>
    public torch.Tensor Apply(torch.Tensor restored, torch.Tensor source) => restored.alias();
}
