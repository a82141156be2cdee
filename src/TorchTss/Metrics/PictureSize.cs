using System.Reflection;
using TorchTss.Imaging;
using TorchTss.Runtime;

namespace TorchTss.Metrics;

/// <summary>Refuses a picture, or a pair of them, whose size a metric cannot score.</summary>
internal static class PictureSize
{
    /// <summary>To be asked before scoring.</summary>
    /// <exception cref="UserException">A sentence that goes on after a file's name: "90x700 pixels, but …".</exception>
    public static void Check(IMetric metric, Image8 image, Image8? reference)
    {
        if (metric.Traits.NeedsReference)
        {
            ArgumentNullException.ThrowIfNull(reference);
            if ((reference.Width, reference.Height) != (image.Width, image.Height))
            {
                throw new UserException($"{image.Width}x{image.Height} pixels, but the reference is {reference.Width}x{reference.Height}; "
                    + "give a reference of the same size");
            }
        }
        if (metric.Unfit(image.Width, image.Height) is { } unfit)
        {
            throw new UserException($"{image.Width}x{image.Height} pixels, but {unfit}; use --metrics without {NameOf(metric)} or a larger image");
        }
    }

    private static string NameOf(IMetric metric) => metric.GetType().GetCustomAttribute<NamedAttribute>()?.Name ?? metric.Traits.Title;
}
