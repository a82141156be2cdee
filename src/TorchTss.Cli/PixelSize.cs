using System.Globalization;
using TorchTss.Imaging;
using TorchTss.Runtime;

namespace TorchTss.Cli;

/// <summary>Width and height as people write them: 512x768.</summary>
internal static class PixelSize
{
    /// <summary>The numbers of a text.</summary>
    /// <exception cref="UsageException">No size.</exception>
    public static (int Width, int Height) Parse(string text, string option) =>
        text.Split('x', 'X') is not [var w, var h] || Side(w) is not { } width || Side(h) is not { } height
            ? throw new UsageException($"{option} {text}: this is not a size in pixels such as 512x512")
            : (long)width * height <= Image8.MaxPixels ? (width, height)
            : throw new UsageException($"{option} {text}: pictures have up to {Image8.MaxPixels} pixels; give a smaller size");

    private static int? Side(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var side) && side > 0 ? side : null;
}
