using SkiaSharp;
using TorchTss.Imaging;

namespace TorchTss.Tests.Imaging;

/// <summary>All eight orientations of one 3×2 picture; expected values are those of Pillow's exif_transpose.</summary>
public sealed class ExifOrientationTests
{
    private static readonly byte[] _stored = [10, 13, 16, 19, 22, 25];

    private static readonly string[] _upright =
    [
        "", "3: 10 13 16 19 22 25", "3: 16 13 10 25 22 19", "3: 25 22 19 16 13 10", "3: 19 22 25 10 13 16",
        "2: 10 19 13 22 16 25", "2: 19 10 22 13 25 16", "2: 25 16 22 13 19 10", "2: 16 25 13 22 10 19",
    ];

    [Test]
    public void A_png_is_turned_upright([Range(1, 8)] int orientation, [Values] bool little)
    {
        var png = new PngBuilder(3, 2, 8, 0).With("eXIf", Exif(orientation, little)).Build(0, 10, 13, 16, 0, 19, 22, 25);
        Assert.That(Describe(ImageReader.Decode(png, "o.png")), Is.EqualTo(_upright[orientation]));
    }

    [Test]
    public void A_16_bit_png_is_turned_upright([Range(1, 8)] int orientation)
    {
        var png = new PngBuilder(3, 2, 16, 0).With("eXIf", Exif(orientation, false)).Build16(1, [.. _stored.Select(v => (ushort)(v * 257))]);
        Assert.That(Describe(ImageReader.Decode(png, "o.png")), Is.EqualTo(_upright[orientation]));
    }

    [Test]
    public void A_jpeg_is_turned_upright([Range(1, 8)] int orientation, [Values] bool little)
    {
        // Blocks of 16×16, so that JPEG keeps the grey values.
        var rgba =
            from y in Enumerable.Range(0, 32)
            from x in Enumerable.Range(0, 48)
            from c in Enumerable.Range(0, 4)
            select c == 3 ? (byte)255 : _stored[y / 16 * 3 + x / 16];
        var jpeg = Pictures.Encode(SKEncodedImageFormat.Jpeg, 48, [.. rgba]);
        byte[] block = [.. "Exif\0\0"u8, .. Exif(orientation, little)];
        byte[] tagged = [.. jpeg[..2], 0xFF, 0xE1, .. PngBuilder.BigEndian((ushort)(block.Length + 2)), .. block, .. jpeg[2..]];
        var image = ImageReader.Decode(tagged, "o.jpg");
        var blocks = new Image8(image.Width / 16, image.Height / 16);
        for (var y = 0; y < blocks.Height; y++)
        {
            for (var x = 0; x < blocks.Width; x++) image.Row(16 * y + 8).Slice(3 * (16 * x + 8), 3).CopyTo(blocks.Row(y)[(3 * x)..]);
        }
        Assert.That(Describe(blocks), Is.EqualTo(_upright[orientation]));
        Assert.That(ImageReader.Inspect(tagged, "o.jpg"), Is.EqualTo(new ImageInfo(image.Width, image.Height, "JPEG")));
    }

    [Test]
    public void A_webp_is_turned_upright([Range(1, 8)] int orientation)
    {
        byte[] rgba = [.. _stored.SelectMany(v => new byte[] { v, v, v, 255 })];
        var lossless = Pictures.Encode(SKEncodedImageFormat.Webp, 3, rgba);
        var exif = Exif(orientation, little: true);
        byte[] body =
            [.. "WEBPVP8X"u8, 10, 0, 0, 0, 0x08, 0, 0, 0, 2, 0, 0, 1, 0, 0, .. lossless[12..], .. "EXIF"u8, (byte)exif.Length, 0, 0, 0, .. exif];
        byte[] webp = [.. "RIFF"u8, .. BitConverter.GetBytes(body.Length), .. body];
        Assert.That(Describe(ImageReader.Decode(webp, "o.webp")), Is.EqualTo(_upright[orientation]));
    }

    [TestCase("")]
    [TestCase("49492A00FFFFFF7F")]                                          // the directory lies outside
    [TestCase("49492A0008000000FFFF")]                                      // more entries than bytes
    [TestCase("49492A00080000000100120103000100000009000000")]              // orientation 9
    public void A_broken_block_counts_as_upright(string hex) => Assert.That(ExifOrientation.Read(Convert.FromHexString(hex)), Is.EqualTo(1));

    private static string Describe(Image8 image) => $"{image.Width}: {string.Join(' ', image.Pixels.Where((_, i) => i % 3 == 0))}";

    private static byte[] Exif(int orientation, bool little) => little
        ? [(byte)'I', (byte)'I', 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, (byte)orientation, 0, 0, 0, 0, 0, 0, 0]
        : [(byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0];
}
