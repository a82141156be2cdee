using System.Runtime.InteropServices;
using SkiaSharp;
using TorchTss.Imaging.Png;
using TorchTss.Runtime;

namespace TorchTss.Imaging;

/// <summary>A picture into a PNG, JPEG or WebP file.</summary>
internal static class ImageWriter
{
    private const int JpegQuality = 95, JpegSide = 65500, WebpSide = 16383;     // the sides are libjpeg's and libwebp's own limits

    /// <summary>Encodes in memory, then writes the file atomically.</summary>
    public static void Write(Image8 image, string path, IReadOnlyDictionary<string, string>? text, CancellationToken cancellation)
    {
        var extension = Path.GetExtension(path).ToLowerInvariant();
        if (!ImageFile.WritableExtensions.Contains(extension))
        {
            var known = string.Join(", ", ImageFile.WritableExtensions);
            throw new UsageException($"{path}: pictures are written as {known}, not as '{extension}'; change the extension");
        }
        CheckSide(image, path, extension);
        using var texts = new MemoryStream();
        foreach (var (keyword, value) in text ?? new Dictionary<string, string>()) PngText.Write(texts, keyword, value);
        cancellation.ThrowIfCancellationRequested();
        using var encoded = Encode(image, extension);
        cancellation.ThrowIfCancellationRequested();
        AtomicFile.Write(path, stream =>
        {
            var header = extension == ".png" ? PngChunk.Signature.Length + 12 + 13 : 0;      // up to the end of IHDR
            stream.Write(encoded.AsSpan()[..header]);
            if (header > 0) stream.Write(texts.GetBuffer().AsSpan(0, (int)texts.Length));
            stream.Write(encoded.AsSpan()[header..]);
            cancellation.ThrowIfCancellationRequested();
        });
    }

    private static void CheckSide(Image8 image, string path, string extension)
    {
        var (format, side) = extension switch { ".png" => ("PNG", int.MaxValue), ".webp" => ("WebP", WebpSide), _ => ("JPEG", JpegSide) };
        if (Math.Max(image.Width, image.Height) <= side) return;
        throw new UserException(
            $"{path}: a {format} file holds at most {side} pixels per side, and the picture has {image.Width}x{image.Height}; write a .png");
    }

    /// <summary>The bytes of a file.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="extension">Lower case, with the dot.</param>
    /// <param name="webpQuality">1 to 100 for lossy WebP; null: lossless.</param>
    internal static unsafe SKData Encode(Image8 image, string extension, int? webpQuality = null)
    {
        using var srgb = SKColorSpace.CreateSrgb();
        var info = new SKImageInfo(image.Width, image.Height, SKColorType.Rgba8888, SKAlphaType.Opaque, srgb);
        var pixels = (byte*)NativeMemory.Alloc((nuint)info.BytesSize64);
        try
        {
            Parallel.For(0, image.Height, y => AddAlpha(image.Row(y), new Span<byte>(pixels + (long)y * image.Width * 4, image.Width * 4)));
            using var pixmap = new SKPixmap(info, (nint)pixels);
            var encoded = extension switch
            {
                ".png" => pixmap.Encode(SKPngEncoderOptions.Default),
                ".webp" when webpQuality is { } quality => pixmap.Encode(new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossy, quality)),
                ".webp" => pixmap.Encode(new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossless, 50)),
                _ => pixmap.Encode(new SKJpegEncoderOptions(JpegQuality, SKJpegEncoderDownsample.Downsample444, SKJpegEncoderAlphaOption.Ignore)),
            };
            return encoded ?? throw new InvalidOperationException($"{image.Width}x{image.Height} pixels could not be encoded as {extension}");
        }
        finally
        {
            NativeMemory.Free(pixels);
        }
    }

    private static void AddAlpha(ReadOnlySpan<byte> rgb, Span<byte> rgba)
    {
        for (int i = 0, o = 0; i < rgb.Length; i += 3, o += 4)
        {
            rgb.Slice(i, 3).CopyTo(rgba[o..]);
            rgba[o + 3] = 255;
        }
    }
}
