using TorchTss.Runtime;

namespace TorchTss.Imaging.Filters;

/// <summary>A sinc under the middle lobe of a wider sinc, three lobes.</summary>
[Named("lanczos", "Pillow LANCZOS: sinc(x) sinc(x/3), support 3")]
internal sealed class LanczosFilter : IResampleFilter
{
    /// <inheritdoc/>
    public double Support => 3;

    /// <inheritdoc/>
    public double Weight(double distance) => distance is >= -3 and < 3 ? Sinc(distance) * Sinc(distance / 3) : 0;

    private static double Sinc(double x) => x == 0 ? 1 : Math.Sin(x * Math.PI) / (x * Math.PI);
}
