using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Imaging.ColorFixes;

/// <summary>Mean and deviation of every channel as in the source.</summary>
/// <remarks>y = (x − μx)/σx·σs + μs with σ = √(unbiased variance + 1e-5); StableSR's adaptive_instance_normalization, the same in SUPIR.</remarks>
[Named("adain", "StableSR, SUPIR: mean and deviation of every channel as in the source")]
internal sealed class AdainColorFix : IColorFix
{
    /// <inheritdoc/>
    /// <exception cref="ArgumentException">Two shapes.</exception>
    public Tensor Apply(Tensor restored, Tensor source) => PlaneByPlane.Apply(restored, source, (content, style) =>
    {
        using var scope = NewDisposeScope();
        var y = (content - content.mean()).div_(Deviation(content));
        return y.mul_(Deviation(style)).add_(style.mean()).MoveToOuterDisposeScope();
    });

    // A single pixel has no unbiased variance; it deviates by nothing.
    private static Tensor Deviation(Tensor plane)
    {
        using var scope = NewDisposeScope();
        var variance = plane.numel() > 1 ? plane.var() : plane.new_zeros([]);
        return (variance + 1e-5).sqrt().MoveToOuterDisposeScope();
    }
}
