using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Metrics.Fid;

/// <summary>The pools of Inception, all over 3×3 pixels.</summary>
internal static class InceptionPool
{
    /// <summary>The mean of the pixels that there are: beyond the edge nothing counts, where torchvision counts zeros.</summary>
    public static Tensor Average(Tensor x) => functional.avg_pool2d(x, 3, stride: 1, padding: 1, count_include_pad: false);

    /// <summary>The largest, size kept.</summary>
    public static Tensor Largest(Tensor x) => functional.max_pool2d(x, 3, stride: 1, padding: 1);

    /// <summary>The largest of every second square.</summary>
    public static Tensor Halve(Tensor x) => functional.max_pool2d(x, 3, stride: 2);
}
