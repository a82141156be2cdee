namespace TorchTss.Imaging;

/// <summary>An 8-bit sRGB picture: H rows of W pixels of 3 bytes, no padding.</summary>
public sealed class Image8
{
    /// <summary>The most pixels a picture may have: 2^28, so that its bytes and one tensor channel can be addressed.</summary>
    public const long MaxPixels = 1L << 28;

    /// <summary>Wraps pixels.</summary>
    /// <param name="width">W, 1 or more.</param>
    /// <param name="height">H, 1 or more.</param>
    /// <param name="pixels">W·H·3 bytes, RGB, row by row; not copied.</param>
    /// <exception cref="ArgumentException">Sizes that do not fit together.</exception>
    public Image8(int width, int height, byte[] pixels)
    {
        if (width < 1 || height < 1 || pixels.LongLength != (long)width * height * 3)
            throw new ArgumentException($"{width}x{height} pixels need {(long)width * height * 3} bytes, got {pixels.LongLength}");
        (Width, Height, Pixels) = (width, height, pixels);
    }

    /// <summary>A black picture.</summary>
    /// <exception cref="ArgumentException">A side below 1, or more than <see cref="MaxPixels"/>.</exception>
    public Image8(int width, int height) : this(width, height, new byte[ByteCount(width, height)]) { }

    /// <summary>W.</summary>
    public int Width { get; }

    /// <summary>H.</summary>
    public int Height { get; }

    /// <summary>W·H·3 bytes, RGB, row by row.</summary>
    public byte[] Pixels { get; }

    /// <summary>The bytes of one row, 3 per pixel.</summary>
    /// <param name="y">0 … H − 1.</param>
    public Span<byte> Row(int y) => Pixels.AsSpan(y * Width * 3, Width * 3);

    /// <summary>A copy of one part.</summary>
    /// <param name="x">Left edge, 0 or more.</param>
    /// <param name="y">Upper edge, 0 or more.</param>
    /// <param name="width">1 … W − x.</param>
    /// <param name="height">1 … H − y.</param>
    /// <exception cref="ArgumentException">A part that is empty or not inside.</exception>
    public Image8 Crop(int x, int y, int width, int height)
    {
        if (x < 0 || y < 0 || width < 1 || height < 1 || width > Width - x || height > Height - y)
            throw new ArgumentException($"{width}x{height} pixels from ({x}, {y}) are not inside {Width}x{Height}");
        var part = new Image8(width, height);
        for (var row = 0; row < height; row++) Row(y + row).Slice(x * 3, width * 3).CopyTo(part.Row(row));
        return part;
    }

    /// <summary>A larger copy: the last column is repeated to the right, the last row downwards.</summary>
    /// <param name="width">W or more.</param>
    /// <param name="height">H or more.</param>
    /// <exception cref="ArgumentException">A side that would shrink.</exception>
    public Image8 PadTo(int width, int height)
    {
        if (width < Width || height < Height) throw new ArgumentException($"{Width}x{Height} pixels cannot be padded to {width}x{height}");
        var padded = new Image8(width, height);
        for (var y = 0; y < height; y++)
        {
            var from = Row(Math.Min(y, Height - 1));
            var to = padded.Row(y);
            from.CopyTo(to);
            for (var x = from.Length; x < to.Length; x++) to[x] = to[x - 3];
        }
        return padded;
    }

    private static int ByteCount(int width, int height) => width >= 1 && height >= 1 && (long)width * height <= MaxPixels
        ? width * height * 3
        : throw new ArgumentException($"{width}x{height} pixels: a side is at least 1 and a picture at most {MaxPixels} pixels");
}
