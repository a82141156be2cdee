using TorchTss.Runtime;

namespace TorchTss.Imaging.Filters;

/// <summary>The cubic convolution kernel with a = −0.5.</summary>
[Named("bicubic", "Pillow BICUBIC: cubic convolution, a = -0.5 (Keys 1981)")]
internal sealed class BicubicFilter : IResampleFilter
{
    private const double A = -0.5;

    /// <inheritdoc/>
    public double Support => 2;

    /// <inheritdoc/>
    public double Weight(double distance)
    {
        var x = Math.Abs(distance);
        if (x < 1) return ((A + 2) * x - (A + 3)) * x * x + 1;
        return x < 2 ? (((x - 5) * x + 8) * x - 4) * A : 0;
    }
}
