using SkiaSharp;
using TorchTss.Imaging;

namespace TorchTss.Tests.Imaging;

/// <summary>Pictures in other colour spaces; expected values from the definitions of Display P3 and sRGB.</summary>
public sealed class ColorProfileTests
{
    private static readonly byte[] _colors = [200, 120, 80, 255, 60, 140, 90, 255, 128, 128, 128, 255, 250, 240, 230, 255];

    [TestCase(SKEncodedImageFormat.Png)]
    [TestCase(SKEncodedImageFormat.Webp)]
    public void A_wide_gamut_profile_is_converted(SKEncodedImageFormat format)
    {
        using var p3 = SKColorSpace.CreateRgb(SKColorSpaceTransferFn.Srgb, SKColorSpaceXyz.DisplayP3);
        var file = Pictures.Encode(format, 4, _colors, p3);
        AssertWithin(1, ImageReader.Decode(file, "p3"), [.. Enumerable.Range(0, 4).SelectMany(i => FromDisplayP3(_colors.AsSpan(4 * i, 3)))]);
    }

    [Test]
    public void A_jpegs_profile_is_converted()
    {
        using var p3 = SKColorSpace.CreateRgb(SKColorSpaceTransferFn.Srgb, SKColorSpaceXyz.DisplayP3);
        byte[] flat = [.. Enumerable.Repeat(_colors[..4], 64).SelectMany(c => c)];
        var image = ImageReader.Decode(Pictures.Encode(SKEncodedImageFormat.Jpeg, 8, flat, p3), "p3.jpg");
        AssertWithin(2, image, [.. Enumerable.Repeat(FromDisplayP3(_colors.AsSpan(0, 3)), 64).SelectMany(c => c)]);
    }

    [Test] // an sRGB profile must not change a single value
    public void An_srgb_profile_changes_nothing()
    {
        using var srgb = SKColorSpace.CreateSrgb();
        var noise = Pictures.Noise(64, 64);
        var file = Pictures.Encode(SKEncodedImageFormat.Webp, 64, Pictures.Rgba(noise), srgb);
        Assert.That(file.AsSpan().IndexOf("ICCP"u8), Is.GreaterThan(0));
        Assert.That(ImageReader.Decode(Pictures.Encode(SKEncodedImageFormat.Png, 64, Pictures.Rgba(noise), srgb), "s.png").Pixels,
            Is.EqualTo(noise.Pixels));
    }

    [Test] // gAMA 0.45455 with or without sRGB's primaries is how many programs say sRGB
    public void The_usual_gamma_means_srgb([Values] bool withPrimaries, [Values(8, 16)] int bits)
    {
        var png = new PngBuilder(4, 1, bits, 0).WithNumbers("gAMA", 45455);
        if (withPrimaries) png.WithNumbers("cHRM", 31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000);
        var file = bits == 8 ? png.Build(0, 5, 10, 30, 200) : png.Build16(1, 5 * 257, 10 * 257, 30 * 257, 200 * 257);
        Assert.That(ImageReader.Decode(file, "g.png").Pixels.Where((_, i) => i % 3 == 0), Is.EqualTo(new byte[] { 5, 10, 30, 200 }));
    }

    [Test]
    public void A_linear_gamma_is_converted([Values(8, 16)] int bits)
    {
        var png = new PngBuilder(4, 1, bits, 0).WithNumbers("gAMA", 100000);
        var file = bits == 8 ? png.Build(0, 1, 10, 60, 200) : png.Build16(1, 1 * 257, 10 * 257, 60 * 257, 200 * 257);
        AssertWithin(1, ImageReader.Decode(file, "l.png"), [.. new[] { 1, 10, 60, 200 }.SelectMany(v => Enumerable.Repeat(Encode(v / 255.0), 3))]);
    }

    [Test] // 16-bit linear light holds shadows that 8 bits cannot: 100/65535 is level 5 in sRGB, its upper byte alone level 0
    public void Sixteen_bits_are_converted_before_they_are_rounded([Values("gAMA", "iCCP")] string kind)
    {
        ushort[] samples = [0, 15, 40, 100, 200, 500, 1000, 30000, 65535];
        var png = new PngBuilder(samples.Length, 1, 16, 0);
        if (kind == "gAMA") png.WithNumbers("gAMA", 100000);
        else png.With("iCCP", [.. "grey"u8, 0, 0, .. PngBuilder.Compress(LinearGreyProfile())]);
        AssertWithin(0, ImageReader.Decode(png.Build16(1, samples), "l.png"),
            [.. samples.SelectMany(v => Enumerable.Repeat(Encode(v / 65535.0), 3))]);
    }

    [Test]
    public void Sixteen_bits_in_other_primaries_are_converted()
    {
        // gAMA and cHRM of Display P3 with a plain power of 2.2, which is not quite sRGB's curve.
        var png = new PngBuilder(1, 1, 16, 2).WithNumbers("gAMA", 45455).WithNumbers("cHRM", 31270, 32900, 68000, 32000, 26500, 69000, 15000, 6000);
        var linear = new[] { 200, 120, 80 }.Select(v => Math.Pow(v / 255.0, 100000.0 / 45455)).ToArray();
        AssertWithin(1, ImageReader.Decode(png.Build16(3, 200 * 257, 120 * 257, 80 * 257), "p.png"), FromLinearDisplayP3(linear));
    }

    [Test]
    public void A_profile_that_cannot_be_read_counts_as_srgb([Values(8, 16)] int bits)
    {
        var png = new PngBuilder(1, 1, bits, 0).With("iCCP", [.. "x"u8, 0, 0, 1, 2, 3]);
        Assert.That(ImageReader.Decode(bits == 8 ? png.Build(0, 99) : png.Build16(1, 99 * 257), "x.png").Pixels, Has.All.EqualTo(99));
    }

    // ICC.1:2010: header, then white point and an empty curve, which means linear.
    private static byte[] LinearGreyProfile()
    {
        byte[] tags =
        [
            0, 0, 0, 2, .. "wtpt"u8, 0, 0, 0, 156, 0, 0, 0, 20, .. "kTRC"u8, 0, 0, 0, 176, 0, 0, 0, 12,
            .. "XYZ "u8, 0, 0, 0, 0, 0, 0, 0xF6, 0xD6, 0, 1, 0, 0, 0, 0, 0xD3, 0x2D, .. "curv"u8, 0, 0, 0, 0, 0, 0, 0, 0,
        ];
        return
        [
            .. PngBuilder.BigEndian((uint)(128 + tags.Length)), 0, 0, 0, 0, 2, 0x40, 0, 0,
            .. "mntrGRAYXYZ "u8, .. new byte[12], .. "acsp"u8, .. new byte[28],
            0, 0, 0xF6, 0xD6, 0, 1, 0, 0, 0, 0, 0xD3, 0x2D, .. new byte[48], .. tags,
        ];
    }

    private static void AssertWithin(int levels, Image8 image, double[] expected)
    {
        for (var i = 0; i < expected.Length; i++)
            Assert.That((double)image.Pixels[i], Is.EqualTo(Math.Round(Math.Clamp(expected[i], 0, 255))).Within(levels), $"byte {i}");
    }

    private static double[] FromDisplayP3(ReadOnlySpan<byte> rgb) =>
        FromLinearDisplayP3([Decode(rgb[0] / 255.0), Decode(rgb[1] / 255.0), Decode(rgb[2] / 255.0)]);

    // CSS Color 4: the matrix from linear Display P3 to linear sRGB.
    private static double[] FromLinearDisplayP3(double[] p) =>
    [
        Encode(1.2249402 * p[0] - 0.2249402 * p[1]),
        Encode(-0.0420570 * p[0] + 1.0420570 * p[1]),
        Encode(-0.0196376 * p[0] - 0.0786361 * p[1] + 1.0982736 * p[2]),
    ];

    private static double Decode(double v) => v <= 0.04045 ? v / 12.92 : Math.Pow((v + 0.055) / 1.055, 2.4);

    private static double Encode(double v) => 255 * (v <= 0.0031308 ? 12.92 * v : 1.055 * Math.Pow(v, 1 / 2.4) - 0.055);
}
