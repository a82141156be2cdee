using TorchTss.Imaging;
using TorchTss.Imaging.Filters;
using TorchTss.Runtime;

namespace TorchTss.Hosts;

/// <summary>The enlarged picture that every host begins with.</summary>
public static class HostPicture
{
    /// <summary>Pillow's 8-bit bicubic to the rounded size (ties to even), at least 1×1.</summary>
    /// <exception cref="UserException">A result that is too large for one picture.</exception>
    public static Image8 Enlarge(Image8 image, double scale)
    {
        var (width, height) = (Math.Max(1, Math.Round(image.Width * scale)), Math.Max(1, Math.Round(image.Height * scale)));
        RefuseTooLarge(image, width, height);
        return PillowResize.Resize(image, (int)width, (int)height, new BicubicFilter());
    }

    /// <summary>Extends a picture at the right and bottom by its edge until both sides are multiples.</summary>
    /// <exception cref="UserException">A result that is too large for one picture.</exception>
    public static Image8 PadToMultiple(Image8 image, int multiple)
    {
        var (width, height) = ((image.Width + multiple - 1) / multiple * multiple, (image.Height + multiple - 1) / multiple * multiple);
        RefuseTooLarge(image, width, height);
        return image.PadTo(width, height);
    }

    /// <summary>Refuses sizes that do not fit one picture.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="width">What it would become.</param>
    /// <param name="height">What it would become.</param>
    /// <param name="options">What makes it smaller.</param>
    /// <exception cref="UserException">Says both sizes.</exception>
    public static void RefuseTooLarge(Image8 image, double width, double height, string options = "--scale or cut the picture")
    {
        if (width * height <= Image8.MaxPixels) return;
        throw new UserException(
            $"{image.Width}x{image.Height} pixels would become {width}x{height}, more than the {Image8.MaxPixels} that fit one picture; "
            + $"use a smaller {options}");
    }
}
