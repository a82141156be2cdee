using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace TorchTss.Networks;

/// <summary>How a residual block may change the size between its first norm and its first convolution, and on its shortcut.</summary>
internal static class Resampling
{
    /// <summary>Every pixel four times: [B, C, h, w] → [B, C, 2h, 2w].</summary>
    public static Tensor Double(Tensor x) => interpolate(x, [2 * x.size(2), 2 * x.size(3)], mode: InterpolationMode.Nearest);

    /// <summary>Means of four: [B, C, h, w] → [B, C, ⌊h/2⌋, ⌊w/2⌋].</summary>
    public static Tensor Halve(Tensor x) => avg_pool2d(x, 2);
}
