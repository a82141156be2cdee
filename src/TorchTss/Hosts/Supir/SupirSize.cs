namespace TorchTss.Hosts.Supir;

/// <summary>The sizes that SUPIR works at, all roundings half to even (supir.md 1.2, the original's PIL2Tensor).</summary>
/// <param name="Width">What the networks see, a multiple of 64.</param>
/// <param name="Height">The same.</param>
/// <param name="OutputWidth">What is asked for, taken before the short side is raised: the result is shrunk to it.</param>
/// <param name="OutputHeight">The same.</param>
internal readonly record struct SupirSize(int Width, int Height, int OutputWidth, int OutputHeight)
{
    /// <summary>Sides that the networks can halve often enough.</summary>
    public const int Multiple = 64;

    /// <summary>Sizes of a picture.</summary>
    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels.</param>
    /// <param name="upscale">Enlargement, above 0.</param>
    /// <param name="minSize">The least short side of what the networks see.</param>
    /// <param name="shortSide">The short side that is wanted instead, as for captions; 0: none.</param>
    public static SupirSize Of(double width, double height, double upscale, double minSize, double shortSide = 0)
    {
        var (w, h) = (width * upscale, height * upscale);
        var (outputWidth, outputHeight) = (Math.Round(w), Math.Round(h));
        if (Math.Min(w, h) < minSize) (w, h) = Scaled(w, h, minSize);
        if (shortSide > 0)
        {
            (w, h) = Scaled(w, h, shortSide);
            (outputWidth, outputHeight) = (Math.Round(w), Math.Round(h));
        }
        return new SupirSize(Rounded(w), Rounded(h), Math.Max(1, (int)outputWidth), Math.Max(1, (int)outputHeight));
    }

    private static int Rounded(double side) => Math.Max(1, (int)Math.Round(side / Multiple)) * Multiple;

    private static (double Width, double Height) Scaled(double w, double h, double shortSide)
    {
        var scale = shortSide / Math.Min(w, h);
        return (w * scale, h * scale);
    }
}
