namespace TorchTss.Metrics.Pixels;

/// <summary>A picture as numbers that are made when they are asked for, so that no plane of doubles is ever in memory.</summary>
internal interface ISamples
{
    /// <summary>W in pixels.</summary>
    int Width { get; }

    /// <summary>H in pixels.</summary>
    int Height { get; }

    /// <summary>Numbers per pixel, side by side.</summary>
    int Channels { get; }

    /// <summary>Reads a run of pixels of one row.</summary>
    /// <param name="x">The first.</param>
    /// <param name="y">The row.</param>
    /// <param name="samples">Its length, over <see cref="Channels"/>, is how many.</param>
    void Read(int x, int y, Span<double> samples);
}
