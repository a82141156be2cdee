using TorchTss.Runtime;

namespace TorchTss.Imaging.Filters;

/// <summary>A sinc of one lobe under a Hamming window.</summary>
[Named("hamming", "Pillow HAMMING: sinc under a Hamming window, support 1")]
internal sealed class HammingFilter : IResampleFilter
{
    /// <inheritdoc/>
    public double Support => 1;

    /// <inheritdoc/>
    public double Weight(double distance)
    {
        var x = Math.Abs(distance);
        if (x == 0) return 1;
        if (x >= 1) return 0;
        x *= Math.PI;
        return Math.Sin(x) / x * (0.54 + 0.46 * Math.Cos(x));
    }
}
