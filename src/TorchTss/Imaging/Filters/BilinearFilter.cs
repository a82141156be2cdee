using TorchTss.Runtime;

namespace TorchTss.Imaging.Filters;

/// <summary>The triangle kernel.</summary>
[Named("bilinear", "Pillow BILINEAR: triangle, widened when shrinking")]
internal sealed class BilinearFilter : IResampleFilter
{
    /// <inheritdoc/>
    public double Support => 1;

    /// <inheritdoc/>
    public double Weight(double distance) => Math.Max(0, 1 - Math.Abs(distance));
}
