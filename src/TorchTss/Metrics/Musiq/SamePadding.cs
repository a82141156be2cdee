using static TorchSharp.torch;

namespace TorchTss.Metrics.Musiq;

/// <summary>TensorFlow's "SAME": zeros around a picture, so that a window makes ⌈side/stride⌉ steps; an odd one goes to the end.</summary>
internal static class SamePadding
{
    /// <summary>[B, C, H, W] → the same with up to kernel − 1 rows and columns more.</summary>
    public static Tensor Apply(Tensor x, long kernel, long stride)
    {
        var (rows, columns) = (Missing(x.size(2), kernel, stride), Missing(x.size(3), kernel, stride));
        return nn.functional.pad(x, (columns / 2, columns - columns / 2, rows / 2, rows - rows / 2));
    }

    private static long Missing(long side, long kernel, long stride) => Math.Max(0, ((side + stride - 1) / stride - 1) * stride + kernel - side);
}
