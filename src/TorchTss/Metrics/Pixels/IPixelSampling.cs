namespace TorchTss.Metrics.Pixels;

/// <summary>The numbers that a comparison sees of a pixel.</summary>
internal interface IPixelSampling
{
    /// <summary>Numbers per pixel: 3 of RGB, 1 of luma.</summary>
    int Channels { get; }

    /// <summary>Reads neighbouring pixels.</summary>
    /// <param name="rgb">3 bytes per pixel.</param>
    /// <param name="samples"><see cref="Channels"/> numbers per pixel.</param>
    void Read(ReadOnlySpan<byte> rgb, Span<double> samples);
}

/// <summary>RGB through a table of 256 levels.</summary>
internal sealed class RgbSampling(Func<int, double> level) : IPixelSampling
{
    private readonly double[] _levels = [.. Enumerable.Range(0, 256).Select(level)];

    public int Channels => 3;

    public void Read(ReadOnlySpan<byte> rgb, Span<double> samples)
    {
        for (var i = 0; i < rgb.Length; i++) samples[i] = _levels[rgb[i]];
    }
}

/// <summary>One number made of red, green and blue.</summary>
internal sealed class LumaSampling(Func<byte, byte, byte, double> luma) : IPixelSampling
{
    public int Channels => 1;

    public void Read(ReadOnlySpan<byte> rgb, Span<double> samples)
    {
        for (int i = 0, o = 0; o < rgb.Length; i++, o += 3) samples[i] = luma(rgb[o], rgb[o + 1], rgb[o + 2]);
    }
}
