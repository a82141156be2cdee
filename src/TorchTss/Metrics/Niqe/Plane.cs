namespace TorchTss.Metrics.Niqe;

/// <summary>One channel of a picture in float32: the largest things that NIQE keeps, 4 bytes per pixel and 1 for the half size.</summary>
/// <param name="Width">W.</param>
/// <param name="Height">H.</param>
/// <param name="Values">W·H numbers, row by row.</param>
internal sealed record Plane(int Width, int Height, float[] Values)
{
    /// <summary>A plane of zeros.</summary>
    public Plane(int width, int height) : this(width, height, new float[width * height]) { }

    /// <summary>One row.</summary>
    public Span<float> this[int y] => Values.AsSpan(y * Width, Width);
}
