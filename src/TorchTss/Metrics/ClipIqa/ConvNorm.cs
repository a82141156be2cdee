using TorchSharp.Modules;
using TorchTss.Networks;
using static TorchSharp.torch;

namespace TorchTss.Metrics.ClipIqa;

/// <summary>A convolution and its norm, without keeping what is between them: 0.8 GB in the first blocks at 4000×3000.</summary>
internal static class ConvNorm
{
    /// <summary>[B, In, H, W] → [B, Out, H', W'].</summary>
    public static Tensor Apply(Conv2d conv, FrozenBatchNorm norm, Tensor x)
    {
        using var raw = conv.call(x);
        return norm.call(raw);
    }
}
