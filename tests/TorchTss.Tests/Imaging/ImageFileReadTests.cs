using SkiaSharp;
using TorchTss.Imaging;
using TorchTss.Imaging.Png;

namespace TorchTss.Tests.Imaging;

public sealed class ImageFileReadTests
{
    private static readonly byte[] _cmyk = File.ReadAllBytes(Path.Combine(Parity.Folder, "imaging", "cmyk.jpg"));

    [TestCase("a.png")]
    [TestCase("a.webp")]
    public void Lossless_files_come_back_to_the_byte(string name)
    {
        using var folder = new TemporaryFolder();
        foreach (var (width, height) in new[] { (1, 1), (1, 37), (41, 1), (53, 29) })
        {
            var image = Pictures.Noise(width, height);
            ImageFile.Write(image, folder.File(name));
            var back = ImageFile.Read(folder.File(name));
            Assert.That((back.Width, back.Height), Is.EqualTo((width, height)));
            Assert.That(back.Pixels, Is.EqualTo(image.Pixels));
        }
    }

    [Test]
    public void The_format_is_told_by_content_and_not_by_name()
    {
        using var folder = new TemporaryFolder();
        var webp = Pictures.Encode(SKEncodedImageFormat.Webp, 4, new byte[4 * 3 * 4]);
        Assert.That(ImageFile.ReadInfo(folder.File("really-webp.png", webp)), Is.EqualTo(new ImageInfo(4, 3, "WebP")));
        Assert.That(ImageFile.ReadInfo(folder.File("no-extension", new PngBuilder(2, 1, 8, 0).Build(0, 1, 2))),
            Is.EqualTo(new ImageInfo(2, 1, "PNG")));
        Assert.That(ImageFile.ReadInfo(folder.File("c.jpg", _cmyk)), Is.EqualTo(new ImageInfo(16, 8, "JPEG")));
    }

    [Test] // the first frame of a GIF and a BMP, both written by hand
    public void Gif_and_bmp_are_read()
    {
        byte[] gif = [.. "GIF89a"u8, 1, 0, 1, 0, 0x80, 0, 0, 200, 100, 50, 0, 0, 0, 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3B];
        byte[] bmp =
            [.. "BM"u8, 58, 0, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0, 40, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 24, 0, .. new byte[24], 50, 100, 200, 0];
        Assert.That(ImageReader.Decode(gif, "a.gif").Pixels, Is.EqualTo(new byte[] { 200, 100, 50 }));
        Assert.That(ImageReader.Decode(bmp, "a.bmp").Pixels, Is.EqualTo(new byte[] { 200, 100, 50 }));
    }

    [Test]
    public void Palette_and_one_bit_pngs_are_read()
    {
        var palette = new PngBuilder(3, 1, 8, 3).With("PLTE", 1, 2, 3, 40, 50, 60).Build(0, 1, 0, 1);
        Assert.That(ImageReader.Decode(palette, "p.png").Pixels, Is.EqualTo(new byte[] { 40, 50, 60, 1, 2, 3, 40, 50, 60 }));
        var oneBit = new PngBuilder(3, 1, 1, 0).Build(0, 0b1010_0000);
        Assert.That(ImageReader.Decode(oneBit, "b.png").Pixels, Is.EqualTo(new byte[] { 255, 255, 255, 0, 0, 0, 255, 255, 255 }));
    }

    [Test]
    public void Grey_pictures_become_three_equal_channels()
    {
        var png = new PngBuilder(2, 1, 8, 0).Build(0, 7, 250);
        Assert.That(ImageReader.Decode(png, "g.png").Pixels, Is.EqualTo(new byte[] { 7, 7, 7, 250, 250, 250 }));
        using var bitmap = new SKBitmap(new SKImageInfo(8, 8, SKColorType.Gray8, SKAlphaType.Opaque));
        bitmap.GetPixelSpan().Fill(123);
        using var jpeg = bitmap.Encode(SKEncodedImageFormat.Jpeg, 100);
        Assert.That(ImageReader.Decode(jpeg.ToArray(), "g.jpg").Pixels, Has.All.EqualTo(123));
    }

    [Test]
    public void Transparency_is_laid_on_white_with_exact_rounding()
    {
        var png = new PngBuilder(256, 1, 8, 6).Build([0, .. Enumerable.Range(0, 256).SelectMany(a => new byte[] { 10, 100, 255, (byte)a })]);
        var image = ImageReader.Decode(png, "a.png");
        for (var a = 0; a < 256; a++)
        {
            var expected = new[] { 10, 100, 255 }.Select(c => (byte)Math.Round((c * a + 255.0 * (255 - a)) / 255));
            Assert.That(image.Pixels.Skip(3 * a).Take(3), Is.EqualTo(expected), $"alpha {a}");
        }
    }

    [Test]
    public void Palette_transparency_is_laid_on_white()
    {
        var png = new PngBuilder(2, 1, 8, 3).With("PLTE", 0, 0, 0, 40, 50, 60).With("tRNS", 0).Build(0, 0, 1);
        Assert.That(ImageReader.Decode(png, "p.png").Pixels, Is.EqualTo(new byte[] { 255, 255, 255, 40, 50, 60 }));
    }

    [Test] // patches of the file, converted by Pillow 9.4: cyan, yellow and green with and without black; white and grey
    public void Cmyk_jpegs_have_the_right_colours()
    {
        var image = ImageReader.Decode(_cmyk, "c.jpg");
        var patches = new[] { (1, 1), (5, 1), (9, 1), (13, 1), (1, 6), (5, 6), (9, 6), (13, 6) };
        byte[] expected = [0, 255, 255, 0, 127, 127, 255, 255, 255, 127, 127, 127, 0, 255, 0, 0, 127, 0, 255, 255, 0, 127, 127, 0];
        var actual = patches.SelectMany(p => image.Row(p.Item2).Slice(3 * p.Item1, 3).ToArray()).ToArray();
        Assert.That(actual.Zip(expected, (a, e) => Math.Abs(a - e)).Max(), Is.LessThanOrEqualTo(1));
    }

    [Test]
    public void Text_chunks_and_a_wrong_checksum_in_an_optional_chunk_do_not_matter()
    {
        var png = new PngBuilder(1, 1, 8, 0).With("tEXt", [.. "Title"u8, 0, .. "a"u8]).Build(0, 9);
        png[PngChunk.Signature.Length + 25 + 12 + 6] ^= 1;       // inside the text
        Assert.That(ImageReader.Decode(png, "t.png").Pixels, Is.EqualTo(new byte[] { 9, 9, 9 }));
    }
}
