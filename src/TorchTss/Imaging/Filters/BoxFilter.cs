using TorchTss.Runtime;

namespace TorchTss.Imaging.Filters;

/// <summary>The mean of the pixels that an output pixel covers.</summary>
[Named("box", "Pillow BOX: the mean of the covered pixels; nearest neighbour when enlarging")]
internal sealed class BoxFilter : IResampleFilter
{
    /// <inheritdoc/>
    public double Support => 0.5;

    /// <inheritdoc/>
    public double Weight(double distance) => distance is > -0.5 and <= 0.5 ? 1 : 0;
}
