using TorchTss.Imaging;
using TorchTss.Runtime;

namespace TorchTss.Metrics;

/// <summary>The original that a picture is compared with.</summary>
internal static class ReferencePicture
{
    /// <summary>Refuses pairs that a metric cannot compare.</summary>
    /// <exception cref="UserException">Unequal sizes, or a size that is too small for the metric.</exception>
    public static void Check(IMetric metric, Image8 image, Image8 reference)
    {
        if ((image.Width, image.Height) != (reference.Width, reference.Height))
        {
            throw new UserException($"{metric.Traits.Title}: the picture has {image.Width}x{image.Height} pixels and its original "
                + $"{reference.Width}x{reference.Height}; give the original of the same size");
        }
        if (metric.Unfit(image.Width, image.Height) is { } why)
        {
            throw new UserException($"{metric.Traits.Title}: the picture has {image.Width}x{image.Height} pixels, but {why}; "
                + "leave this metric out or take a larger picture");
        }
    }
}
