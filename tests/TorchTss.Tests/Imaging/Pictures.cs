using SkiaSharp;
using TorchTss.Imaging;

namespace TorchTss.Tests.Imaging;

/// <summary>Pictures and encoded files that tests make themselves.</summary>
internal static class Pictures
{
    public static Image8 Noise(int width, int height, int seed = 1)
    {
        var image = new Image8(width, height);
        new Random(seed).NextBytes(image.Pixels);
        return image;
    }

    public static Image8 Of(int width, params byte[] pixels) => new(width, pixels.Length / 3 / width, pixels);

    /// <summary>Encoded by Skia from RGBA bytes in a colour space; <see langword="null"/> writes no profile.</summary>
    public static unsafe byte[] Encode(SKEncodedImageFormat format, int width, byte[] rgba, SKColorSpace? colors = null, bool opaque = true)
    {
        fixed (byte* p = rgba)
        {
            var info = new SKImageInfo(
                width, rgba.Length / 4 / width, SKColorType.Rgba8888, opaque ? SKAlphaType.Opaque : SKAlphaType.Unpremul, colors);
            using var pixmap = new SKPixmap(info, (nint)p);
            using var data = pixmap.Encode(format, 100);
            return data!.ToArray();
        }
    }

    public static byte[] Rgba(Image8 image)
    {
        var rgba = new byte[image.Pixels.Length / 3 * 4];
        for (int i = 0, o = 0; i < image.Pixels.Length; i += 3, o += 4)
        {
            image.Pixels.AsSpan(i, 3).CopyTo(rgba.AsSpan(o));
            rgba[o + 3] = 255;
        }
        return rgba;
    }
}
