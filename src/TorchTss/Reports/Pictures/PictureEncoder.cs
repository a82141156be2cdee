using TorchTss.Imaging;
using TorchTss.Imaging.Filters;

namespace TorchTss.Reports.Pictures;

/// <summary>Pictures as the page holds them.</summary>
internal sealed class PictureEncoder(bool lossless)
{
    /// <summary>Quality of lossy WebP: at 88 a difference from the original is hard to see at twice the size.</summary>
    public const int Quality = 88;

    /// <summary>The longest side of a preview.</summary>
    public const int PreviewSide = 512;

    private const int WebpSide = 16383;     // libwebp's limit

    /// <summary>A result, an input, an original.</summary>
    public (string Mime, byte[] Bytes, Image8 Image) Picture(Image8 image) => lossless ? Lossless(image) : Encode(image, Quality);

    /// <summary>A step's preview, reduced to a size for looking at.</summary>
    public (string Mime, byte[] Bytes, Image8 Image) Preview(Image8 image)
    {
        var longest = Math.Max(image.Width, image.Height);
        if (longest <= PreviewSide) return Picture(image);
        int Side(int side) => Math.Max(1, (int)Math.Round((double)side * PreviewSide / longest));
        return Picture(PillowResize.Resize(image, Side(image.Width), Side(image.Height), new BoxFilter()));
    }

    /// <summary>A map of numbers, coloured.</summary>
    public static (string Mime, byte[] Bytes, Image8 Image) Map(Image8 grey) => Lossless(Viridis.Color(grey));

    private static (string Mime, byte[] Bytes, Image8 Image) Lossless(Image8 image) => Encode(image, null);

    private static (string Mime, byte[] Bytes, Image8 Image) Encode(Image8 image, int? quality)
    {
        if (Math.Max(image.Width, image.Height) > WebpSide) return ("image/png", ImageBytes.Png(image), image);
        using var encoded = ImageWriter.Encode(image, ".webp", quality);
        return ("image/webp", encoded.ToArray(), image);
    }
}
