namespace TorchTss.Imaging;

/// <summary>An 8-bit sRGB picture: H rows of W pixels of 3 bytes, no padding.</summary>
public sealed class Image8
{
    /// <summary>Wraps pixels.</summary>
    /// <param name="width">W, 1 or more.</param>
    /// <param name="height">H, 1 or more.</param>
    /// <param name="pixels">W·H·3 bytes, RGB, row by row; not copied.</param>
    /// <exception cref="ArgumentException">Sizes that do not fit together.</exception>
    public Image8(int width, int height, byte[] pixels)
    {
        if (width < 1 || height < 1 || pixels.LongLength != (long)width * height * 3) throw new ArgumentException($"{width}x{height} pixels need {(long)width * height * 3} bytes, got {pixels.LongLength}");
        (Width, Height, Pixels) = (width, height, pixels);
    }

    /// <summary>W.</summary>
    public int Width { get; }

    /// <summary>H.</summary>
    public int Height { get; }

    /// <summary>W·H·3 bytes, RGB, row by row.</summary>
    public byte[] Pixels { get; }
}
