using TorchTss.Imaging;
using TorchTss.Runtime;

namespace TorchTss.Tests.Imaging.Png;

public sealed class Png16Tests
{
    private static readonly ushort[] _every = [.. Enumerable.Range(0, 65536).Select(v => (ushort)v)];

    [Test] // v8 = round(v16·255/65535); there are no ties, because 257 is odd
    public void All_grey_values_are_rounded_to_the_nearest()
    {
        var image = ImageReader.Decode(new PngBuilder(256, 256, 16, 0).Build16(1, _every), "g.png");
        Assert.That(image.Pixels.Where((_, i) => i % 3 == 1), Is.EqualTo(_every.Select(v => (byte)Math.Round(v / 257.0))));
    }

    [Test]
    public void Colours_keep_their_channels() => Assert.That(
        ImageReader.Decode(new PngBuilder(2, 1, 16, 2).Build16(3, 129, 128, 65535, 0x1234, 0xABCD, 300), "c.png").Pixels,
        Is.EqualTo(new byte[] { 1, 0, 255, 18, 171, 1 }));

    [Test] // composited in 16 bits, rounded once
    public void Transparency_is_laid_on_white()
    {
        ushort[] alphas = [0, 1, 127, 128, 32767, 40000, 65534, 65535];
        var image = ImageReader.Decode(
            new PngBuilder(8, 1, 16, 6).Build16(4, [.. alphas.SelectMany(a => new ushort[] { 0, 20000, 65535, a })]), "a.png");
        var expected = alphas.SelectMany(a =>
            new[] { 0, 20000, 65535 }.Select(c => (byte)Math.Round((c * (double)a + 65535.0 * (65535 - a)) / 65535 / 257)));
        Assert.That(image.Pixels, Is.EqualTo(expected));
        var grey = ImageReader.Decode(new PngBuilder(2, 1, 16, 4).Build16(2, 2570, 65535, 2570, 0), "ga.png");
        Assert.That(grey.Pixels, Is.EqualTo(new byte[] { 10, 10, 10, 255, 255, 255 }));
    }

    [Test]
    public void One_transparent_colour_is_laid_on_white()
    {
        var grey = new PngBuilder(2, 1, 16, 0).With("tRNS", 1, 2).Build16(1, 0x0102, 0x0103);
        Assert.That(ImageReader.Decode(grey, "g.png").Pixels, Is.EqualTo(new byte[] { 255, 255, 255, 1, 1, 1 }));
        var color = new PngBuilder(2, 1, 16, 2).With("tRNS", 0, 1, 0, 2, 0, 3).Build16(3, 1, 2, 3, 1, 2, 4);
        Assert.That(ImageReader.Decode(color, "c.png").Pixels, Is.EqualTo(new byte[] { 255, 255, 255, 0, 0, 0 }));
    }

    [Test] // PNG specification 9.2: the five filters undone by hand for one 2×5 grey picture
    public void Every_filter_is_undone()
    {
        byte[] rows =
        [
            0, 10, 0, 20, 0,        // 10 20 (upper bytes)
            1, 30, 0, 5, 0,         // left: 30 35
            2, 1, 0, 2, 0,          // up: 31 37
            3, 4, 0, 1, 0,          // mean of left and up: 4 + 15 = 19, 1 + (19 + 37)/2 = 29
            4, 1, 0, 3, 0,          // Paeth: 1 + 19 = 20; left 20, up 29, corner 19: p = 30, nearest is up: 3 + 29 = 32
        ];
        var image = ImageReader.Decode(new PngBuilder(2, 5, 16, 0).Build(rows), "f.png");
        Assert.That(image.Pixels.Where((_, i) => i % 3 == 0), Is.EqualTo(new byte[] { 10, 20, 30, 35, 31, 37, 19, 29, 20, 32 }));
    }

    [Test] // the eight passes of 8.2 in a picture that has a pixel of each, and in narrow ones that lack some
    public void Interlaced_pictures_are_put_together([Values(1, 2, 5, 9)] int width, [Values(1, 3, 10)] int height)
    {
        var passes = new[] { (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2) };
        var rows = new List<byte>();
        foreach (var (left, top, right, down) in passes)
        {
            for (var y = top; y < height && left < width; y += down)
            {
                rows.Add(0);
                for (var x = left; x < width; x += right) rows.AddRange([(byte)(y * 16 + x), (byte)(y * 16 + x)]);
            }
        }
        var image = ImageReader.Decode(new PngBuilder(width, height, 16, 0, interlaced: true).Build([.. rows]), "i.png");
        var expected = from y in Enumerable.Range(0, height) from x in Enumerable.Range(0, width) select (byte)(y * 16 + x);
        Assert.That(image.Pixels.Where((_, i) => i % 3 == 0), Is.EqualTo(expected));
    }

    [TestCase(new byte[] { 5, 0, 0 }, Description = "a filter that does not exist")]
    [TestCase(new byte[] { 0, 0 }, Description = "too few bytes")]
    public void Broken_image_data_are_refused(byte[] rows) => Assert.That(() => ImageReader.Decode(new PngBuilder(1, 1, 16, 0).Build(rows), "x.png"),
        Throws.TypeOf<UserException>().With.Message.EqualTo("x.png: is damaged (its PNG data cannot be decoded); copy or download it again"));
}
