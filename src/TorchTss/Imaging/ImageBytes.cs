using TorchTss.Runtime;

namespace TorchTss.Imaging;

/// <summary>Pictures as the bytes of a file, for whoever keeps them in something else than files.</summary>
internal static class ImageBytes
{
    /// <summary>Lossless.</summary>
    public static byte[] Png(Image8 image)
    {
        using var encoded = ImageWriter.Encode(image, ".png");
        return encoded.ToArray();
    }

    /// <summary>Lossy WebP: a tenth of a PNG, for looking at only.</summary>
    /// <param name="image">At most 16383 pixels on a side.</param>
    /// <param name="quality">1 to 100.</param>
    public static byte[] Webp(Image8 image, int quality)
    {
        using var encoded = ImageWriter.Encode(image, ".webp", quality);
        return encoded.ToArray();
    }

    /// <summary>Any format that is read from files.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="name">For the error.</param>
    /// <exception cref="UserException">No picture, or a damaged one.</exception>
    public static Image8 Decode(byte[] bytes, string name) => ImageReader.Decode(bytes, name);
}
