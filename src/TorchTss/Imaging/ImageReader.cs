using TorchTss.Imaging.Png;
using TorchTss.Runtime;

namespace TorchTss.Imaging;

/// <summary>A file's bytes to a picture: upright, sRGB, on white, 8 bits.</summary>
internal static class ImageReader
{
    /// <summary>The whole picture.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="path">For the error.</param>
    /// <exception cref="UserException">No picture, one that is not read here, damaged, cut off or too large.</exception>
    public static Image8 Decode(byte[] file, string path)
    {
        var format = ImageSignature.Of(file, path);
        if (format != "PNG")
        {
            using var decoder = new SkiaDecoder(file, format, path);
            CheckSize(decoder.Width, decoder.Height, path);
            return Upright(decoder.Decode(toSrgb: true), decoder.Width, decoder.Height, decoder.Orientation);
        }
        var chunks = PngChunk.ReadAll(file, path);
        var header = PngHeader.Read(file, chunks, path);
        CheckSize(header.Width, header.Height, path);
        return Upright(DecodePng(file, chunks, header, path), header.Width, header.Height, header.Orientation);
    }

    /// <summary>Size and format from the header.</summary>
    /// <exception cref="UserException">No picture, one that is not read here, damaged, cut off or too large.</exception>
    public static ImageInfo Inspect(byte[] file, string path)
    {
        var format = ImageSignature.Of(file, path);
        var (width, height, orientation) = format == "PNG" ? InspectPng(file, path) : InspectOther(file, format, path);
        CheckSize(width, height, path);
        return ExifOrientation.Swaps(orientation) ? new ImageInfo(height, width, format) : new ImageInfo(width, height, format);
    }

    private static byte[] DecodePng(byte[] file, IReadOnlyList<PngChunk> chunks, PngHeader header, string path)
    {
        var srgb = PngColors.AreSrgb(file, chunks);
        if (header.Bits == 16)
        {
            using var space = srgb ? null : PngColors.Space(file, chunks);
            if (srgb || space is not null) return Png16.Decode(file, chunks, header, space, path);
        }
        using var decoder = new SkiaDecoder(file, "PNG", path);
        return decoder.Decode(toSrgb: !srgb);
    }

    private static (int Width, int Height, int Orientation) InspectPng(byte[] file, string path)
    {
        var header = PngHeader.Read(file, PngChunk.ReadAll(file, path), path);
        return (header.Width, header.Height, header.Orientation);
    }

    private static (int Width, int Height, int Orientation) InspectOther(byte[] file, string format, string path)
    {
        using var decoder = new SkiaDecoder(file, format, path);
        return (decoder.Width, decoder.Height, decoder.Orientation);
    }

    private static void CheckSize(int width, int height, string path)
    {
        if ((long)width * height <= Image8.MaxPixels) return;
        throw new UserException(
            $"{path}: has {width}x{height} pixels, and at most {Image8.MaxPixels} (2^28) are read; make it smaller or cut it into parts");
    }

    private static Image8 Upright(byte[] rgb, int width, int height, int orientation)
    {
        if (orientation is < 2 or > 8) return new Image8(width, height, rgb);
        var upright = ExifOrientation.Swaps(orientation) ? new Image8(height, width) : new Image8(width, height);
        var (first, across, down) = ExifOrientation.Walk(orientation, width, height);
        Parallel.For(0, upright.Height, y =>
        {
            var row = upright.Row(y);
            for (int x = 0, from = first + y * down; x < upright.Width; x++, from += across)
                rgb.AsSpan(from * 3, 3).CopyTo(row[(x * 3)..]);
        });
        return upright;
    }
}
