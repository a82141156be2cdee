using SkiaSharp;

namespace TorchTss.Imaging.Png;

/// <summary>Rows of 16-bit RGBA samples to 8-bit sRGB on white, rounded once at the end.</summary>
/// <param name="space">What the samples mean; null for sRGB. Not owned.</param>
internal sealed class Rows16(SKColorSpace? space) : IDisposable
{
    private readonly SKColorSpace _srgb = SKColorSpace.CreateSrgb();
    private float[] _converted = [];

    /// <summary>Converts one row.</summary>
    /// <param name="rgba">Four samples per pixel, alpha not multiplied in.</param>
    /// <param name="rgb">Three bytes per pixel.</param>
    public void Convert(ReadOnlySpan<ushort> rgba, Span<byte> rgb)
    {
        if (space is null) OnWhite(rgba, rgb);
        else OnWhite(ToSrgb(rgba), rgb);
    }

    /// <inheritdoc/>
    public void Dispose() => _srgb.Dispose();

    private unsafe ReadOnlySpan<float> ToSrgb(ReadOnlySpan<ushort> rgba)
    {
        if (_converted.Length < rgba.Length) _converted = new float[rgba.Length];
        var width = rgba.Length / 4;
        fixed (ushort* from = rgba)
        fixed (float* to = _converted)
        {
            using var pixmap = new SKPixmap(new SKImageInfo(width, 1, SKColorType.Rgba16161616, SKAlphaType.Unpremul, space), (nint)from);
            var info = new SKImageInfo(width, 1, SKColorType.RgbaF32, SKAlphaType.Unpremul, _srgb);
            if (!pixmap.ReadPixels(info, (nint)to, info.RowBytes)) throw new InvalidOperationException("Skia could not convert 16-bit samples");
        }
        return _converted.AsSpan(0, rgba.Length);
    }

    // PNG specification 13.12: v8 = round(255·v16/65535), here after (v·α + 65535·(65535 − α))/65535.
    private static void OnWhite(ReadOnlySpan<ushort> rgba, Span<byte> rgb)
    {
        for (int i = 0, o = 0; o < rgb.Length; i += 4, o += 3)
        {
            var (alpha, white) = ((ulong)rgba[i + 3], 65535ul * (65535ul - rgba[i + 3]));
            for (var c = 0; c < 3; c++) rgb[o + c] = (byte)(((rgba[i + c] * alpha + white) * 255 + 65535ul * 65535 / 2) / (65535ul * 65535));
        }
    }

    private static void OnWhite(ReadOnlySpan<float> rgba, Span<byte> rgb)
    {
        for (int i = 0, o = 0; o < rgb.Length; i += 4, o += 3)
        {
            var alpha = rgba[i + 3];
            for (var c = 0; c < 3; c++) rgb[o + c] = (byte)MathF.Round((Math.Clamp(rgba[i + c], 0, 1) * alpha + 1 - alpha) * 255);
        }
    }
}
