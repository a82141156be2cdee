using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Imaging.ColorFixes;

/// <summary>High frequencies of the restored picture, low frequencies of the source.</summary>
/// <remarks>StableSR's wavelet_reconstruction, the same in PASD and SUPIR.</remarks>
[Named("wavelet", "StableSR, PASD, SUPIR: high frequencies of the result on low frequencies of the source")]
internal sealed class WaveletColorFix : IColorFix
{
    /// <inheritdoc/>
    public int? Reach => WaveletBands.Reach;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">Two shapes.</exception>
    public Tensor Apply(Tensor restored, Tensor source) => PlaneByPlane.Apply(restored, source, (content, style) =>
    {
        using var scope = NewDisposeScope();
        var (high, low) = WaveletBands.Split(content);
        low.Dispose();
        return high.add_(WaveletBands.Low(style)).MoveToOuterDisposeScope();
    });
}
