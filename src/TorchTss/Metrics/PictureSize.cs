using TorchTss.Imaging;
using TorchTss.Runtime;

namespace TorchTss.Metrics;

/// <summary>Refuses pictures that a metric cannot judge.</summary>
internal static class PictureSize
{
    /// <summary>Asks the metric.</summary>
    /// <exception cref="UserException">A size that the metric calls unfit.</exception>
    public static void Check(IMetric metric, Image8 image)
    {
        if (metric.Unfit(image.Width, image.Height) is { } why)
        {
            throw new UserException($"{metric.Traits.Title}: the picture has {image.Width}x{image.Height} pixels, but {why}; "
                + "leave this metric out or take a larger picture");
        }
    }
}
