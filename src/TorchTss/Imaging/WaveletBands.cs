using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace TorchTss.Imaging;

/// <summary>The wavelet of StableSR, PASD and SUPIR: five blurs with radius 1, 2, 4, 8 and 16.</summary>
/// <remarks>supir.md 1.5, pasd.md 1.10, stablesr.md 4.</remarks>
internal static class WaveletBands
{
    /// <summary>Pixels that all five together look to either side.</summary>
    public const int Reach = 1 + 2 + 4 + 8 + 16;

    private static readonly int[] _radii = [1, 2, 4, 8, 16];

    /// <summary>What the blurs took away, and what is left.</summary>
    /// <param name="image">[B, C, H, W].</param>
    public static (Tensor High, Tensor Low) Split(Tensor image)
    {
        using var scope = NewDisposeScope();
        var (high, level) = (zeros_like(image), image.alias());
        foreach (var radius in _radii)
        {
            using var finer = level;
            level = Blur(finer, radius);
            using var removed = finer - level;
            high.add_(removed);                 // band by band as the original, not image − low₅: the rounding is the same then
        }
        return (high.MoveToOuterDisposeScope(), level.MoveToOuterDisposeScope());
    }

    /// <summary>What is left after the blurs.</summary>
    /// <param name="image">[B, C, H, W].</param>
    public static Tensor Low(Tensor image)
    {
        using var scope = NewDisposeScope();
        var level = image.alias();
        foreach (var radius in _radii)
        {
            using var finer = level;
            level = Blur(finer, radius);
        }
        return level.MoveToOuterDisposeScope();
    }

    // [[1,2,1],[2,4,2],[1,2,1]]/16 with holes of the radius, edges repeated: the rows' [1,2,1], then the columns'; powers of two lose nothing.
    private static Tensor Blur(Tensor image, int radius)
    {
        using var scope = NewDisposeScope();
        using var padded = pad(image, [radius, radius, radius, radius], PaddingModes.Replicate);
        using var rows = OneTwoOne(padded, 3, radius);
        return OneTwoOne(rows, 2, radius).mul_(1.0 / 16).MoveToOuterDisposeScope();
    }

    private static Tensor OneTwoOne(Tensor padded, int axis, int radius)
    {
        using var scope = NewDisposeScope();
        var length = padded.shape[axis] - 2 * radius;
        var sum = padded.narrow(axis, 0, length) + padded.narrow(axis, 2 * radius, length);
        return sum.add_(padded.narrow(axis, radius, length), 2).MoveToOuterDisposeScope();
    }
}
