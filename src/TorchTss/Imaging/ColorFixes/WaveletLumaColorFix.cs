using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Imaging.ColorFixes;

/// <summary>All colour from the source; only the high frequencies of the luma from the restored picture.</summary>
/// <remarks>
/// Ours, for the bundled host: w = the wavelet fix, y = S + (Y(w) − Y(S)) in every channel. Y is linear, so that
/// Y(w) − Y(S) = high(Y(restored)) − high(Y(S)): two planes are split instead of six.
/// </remarks>
[Named("wavelet-luma", "ours: the wavelet fix on the luma alone, all colour from the source")]
internal sealed class WaveletLumaColorFix : IColorFix
{
    /// <inheritdoc/>
    public int? Reach => WaveletBands.Reach;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">Two shapes, or not three channels.</exception>
    public Tensor Apply(Tensor restored, Tensor source)
    {
        PlaneByPlane.CheckShapes(restored, source);
        using var scope = NewDisposeScope();
        var detail = HighLuma(restored).sub_(HighLuma(source));     // [B, 1, H, W]
        return (source + detail).MoveToOuterDisposeScope();
    }

    private static Tensor HighLuma(Tensor image)
    {
        if (image.size(1) != 3) throw new ArgumentException($"luma needs 3 channels, got {image.size(1)}");
        using var scope = NewDisposeScope();
        var luma = image.narrow(1, 0, 1) * 0.299;
        luma.add_(image.narrow(1, 1, 1), 0.587).add_(image.narrow(1, 2, 1), 0.114);
        return WaveletBands.Split(luma).High.MoveToOuterDisposeScope();
    }
}
