namespace TorchTss.Metrics.Pixels;

/// <summary>Luma of one pixel, in the dtypes and the order of operations of each library: a rounding to whole levels may follow.</summary>
/// <remarks>C# computes float in float32 and joins no products and sums, so what stands here is what is computed.</remarks>
internal static class Luma
{
    // byte / 255 in float32.
    private static readonly float[] _levels = [.. Enumerable.Range(0, 256).Select(v => v / 255f)];

    /// <summary>pyiqa's luma in 0..1.</summary>
    public static float Unit(ColorSpace space, byte red, byte green, byte blue) => space == ColorSpace.Yiq
        ? 0.299f * _levels[red] + 0.587f * _levels[green] + 0.114f * _levels[blue]
        : (65.481f * _levels[red] + 128.553f * _levels[green] + 24.966f * _levels[blue] + 16f) / 255f;

    /// <summary>pyiqa's luma as whole levels: what it compares and judges where the range is 0 to 255.</summary>
    public static float Level(ColorSpace space, byte red, byte green, byte blue) =>
        MathF.Round(Unit(space, red, green, blue) * 255f, MidpointRounding.ToEven);

    /// <summary>BasicSR's luma in 0..255, not rounded: a product with coefficients in float64 between two roundings to float32.</summary>
    public static float BasicSr(byte red, byte green, byte blue) =>
        (float)((24.966 * _levels[blue] + 128.553 * _levels[green] + 65.481 * _levels[red] + 16) / 255) * 255f;
}
