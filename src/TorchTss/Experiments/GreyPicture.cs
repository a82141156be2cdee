using TorchTss.Imaging;
using static TorchSharp.torch;

namespace TorchTss.Experiments;

/// <summary>A map of numbers as a grey picture.</summary>
internal static class GreyPicture
{
    /// <summary>Black at the lowest value, white at the highest; black everywhere when they are one.</summary>
    /// <param name="map">[1, 1, h, w], any float type.</param>
    /// <param name="lowest">What becomes black.</param>
    /// <param name="highest">What becomes white.</param>
    public static Image8 Of(Tensor map, double lowest, double highest)
    {
        using var scope = NewDisposeScope();
        var grey = (map.to(float64) - lowest) / Math.Max(highest - lowest, double.Epsilon);
        return ImageTensor.ToImage(grey.expand(1, 3, map.size(2), map.size(3)));
    }
}
