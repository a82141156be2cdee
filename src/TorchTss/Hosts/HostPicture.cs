using TorchTss.Imaging;
using TorchTss.Imaging.Filters;

namespace TorchTss.Hosts;

/// <summary>The enlarged picture that every host begins with.</summary>
public static class HostPicture
{
    /// <summary>Pillow's 8-bit bicubic to the rounded size (ties to even), at least 1×1.</summary>
    /// <exception cref="TorchTss.Runtime.UserException">A result that is too large for one picture.</exception>
    public static Image8 Enlarge(Image8 image, double scale)
    {
        var (width, height) = (Math.Max(1, Math.Round(image.Width * scale)), Math.Max(1, Math.Round(image.Height * scale)));
        if (width * height > Image8.MaxPixels)
        {
            var sizes = FormattableString.Invariant($"{image.Width}x{image.Height} pixels would become {width}x{height}");
            throw new Runtime.UserException(FormattableString.Invariant(
                $"--scale {scale}: {sizes}, more than {Image8.MaxPixels} pixels; use a smaller scale or cut the picture"));
        }
        return PillowResize.Resize(image, (int)width, (int)height, new BicubicFilter());
    }

    /// <summary>Extends a picture at the right and bottom by its edge until both sides are multiples.</summary>
    public static Image8 PadToMultiple(Image8 image, int multiple) =>
        image.PadTo((image.Width + multiple - 1) / multiple * multiple, (image.Height + multiple - 1) / multiple * multiple);
}
