using System.Text;
using SkiaSharp;
using TorchTss.Imaging;
using TorchTss.Imaging.Png;
using TorchTss.Runtime;

namespace TorchTss.Tests.Imaging;

public sealed class ImageFileErrorTests
{
    private const string Again = "copy or download it again";

    private static readonly byte[] _png = Pictures.Encode(SKEncodedImageFormat.Png, 64, Pictures.Rgba(Pictures.Noise(64, 64)));
    private static readonly byte[] _jpeg = Pictures.Encode(SKEncodedImageFormat.Jpeg, 64, Pictures.Rgba(Pictures.Noise(64, 64)));
    private static readonly byte[] _webp = Pictures.Encode(SKEncodedImageFormat.Webp, 64, Pictures.Rgba(Pictures.Noise(64, 64)));
    private static readonly byte[] _png16 = new PngBuilder(16, 16, 16, 0).Build16(1, [.. Enumerable.Range(0, 256).Select(v => (ushort)(v * v))]);

    [Test]
    public void What_cannot_be_read_is_said_in_one_sentence()
    {
        using var folder = new TemporaryFolder();
        Refused(folder.File("face.png"), "there is no such file; check its name and folder");
        Refused(folder.File("no/face.png"), "there is no such file; check its name and folder");
        Refused(folder.Path, "is a folder, and a picture is expected; name a file in it");
        Refused(folder.File("empty.png", []), $"the file is empty (0 bytes); {Again}");
    }

    [Test] // files of the kernel that even root may not read, or whose reading fails
    [Platform("Linux")]
    public void Permissions_and_failing_disks_are_told_apart()
    {
        Refused("/proc/sys/vm/compact_memory", "reading it is not permitted; change its permissions or read a copy");
        Refused("/proc/self/mem", "reading it failed (Input/output error); check the disk or read a copy");
    }

    [TestCase("just some notes\n", "it holds text")]
    [TestCase("<!DOCTYPE html><html>404</html>", "it holds a web page")]
    [TestCase("version https://git-lfs.github.com/spec/v1\n", "it is a Git LFS pointer, the picture itself was not fetched")]
    [TestCase("\u0001\u0002", "it begins with the bytes 01 02")]
    public void What_is_no_picture_is_described(string content, string found)
    {
        using var folder = new TemporaryFolder();
        Refused(folder.File("notes.png", Encoding.Latin1.GetBytes(content)), $"is not a picture ({found}); give a PNG, JPEG, WebP, GIF or BMP file");
    }

    [TestCase("49492A00", "a TIFF or raw camera picture")]
    [TestCase("4D4D002A", "a TIFF or raw camera picture")]
    [TestCase("FF0A00", "a JPEG XL picture")]
    [TestCase("0000000C4A584C20", "a JPEG XL picture")]
    [TestCase("0000000C6A502020", "a JPEG 2000 picture")]
    [TestCase("FF4FFF51", "a JPEG 2000 picture")]
    [TestCase("0000001C6674797061766966", "an AVIF picture")]
    [TestCase("0000001C6674797068656963", "a HEIC picture")]
    [TestCase("0000001C667479706D696631", "a HEIC picture")]
    [TestCase("0000001C6674797069736F6D", "a film")]
    [TestCase("50360A3120310A", "a PPM (PBM, PGM, PAM, PFM) picture")]
    [TestCase("38425053", "a Photoshop picture")]
    [TestCase("762F3101", "an OpenEXR picture")]
    [TestCase("716F6966", "a QOI picture")]
    [TestCase("44445320", "a DDS picture")]
    [TestCase("00000100", "an icon")]
    [TestCase("255044462D", "a PDF document")]
    [TestCase("3C73766720", "an SVG drawing")]
    public void Pictures_of_other_formats_are_recognised(string hex, string format) =>
        Refused(Convert.FromHexString(hex), "face.png", $"face.png: is {format}, which is not read here; convert it to PNG");

    [Test]
    public void Cut_off_files_never_become_half_a_picture([Values("png", "jpg", "webp", "16.png")] string kind)
    {
        var file = kind switch { "png" => _png, "jpg" => _jpeg, "webp" => _webp, _ => _png16 };
        var name = $"face.{kind}";
        for (var length = 24; length < file.Length - 2; length += Math.Max(1, file.Length / 97))
        {
            var message = Assert.Throws<UserException>(() => ImageReader.Decode(file[..length], name), $"{length} of {file.Length}").Message;
            Assert.That(message, Does.StartWith($"{name}: the file is cut off (").And.EndsWith($"); {Again}"));
        }
    }

    [Test]
    public void Cut_off_files_say_what_is_missing()
    {
        var idat = PngChunk.ReadAll(_png, "").First(c => c.Type == "IDAT");
        Refused(_png[..5], "f.png", $"f.png: the file is cut off (the next chunk ends at byte 20, the file at 5); {Again}");
        Refused(_png[..3000], "f.png", $"f.png: the file is cut off (chunk IDAT ends at byte {idat.End}, the file at 3000); {Again}");
        Refused(_png[..^12], "f.png",
            $"f.png: the file is cut off (the next chunk ends at byte {_png.Length}, the file at {_png.Length - 12}); {Again}");
        Refused(_jpeg[..100], "f.jpg", $"f.jpg: the file is cut off (100 bytes do not hold its header); {Again}");
        Refused(_jpeg[..3000], "f.jpg", $"f.jpg: the file is cut off (3000 bytes do not hold all of its 64x64 pixels); {Again}");
        Refused(_webp[..3000], "f.webp", $"f.webp: the file is cut off (3000 bytes do not hold all of its 64x64 pixels); {Again}");
    }

    [Test]
    public void Damaged_files_say_where()
    {
        var idat = PngChunk.ReadAll(_png, "").First(c => c.Type == "IDAT");
        Refused(Flip(_png, 3000), "f.png", $"f.png: is damaged (chunk IDAT at byte {idat.Start} has a wrong checksum); {Again}");
        Refused(Flip(_png, 20), "f.png", $"f.png: is damaged (chunk IHDR at byte 8 has a wrong checksum); {Again}");
        Refused(Flip(_png, 6), "f.png", $"f.png: is damaged (its first 8 bytes were altered, as a transfer as text does); {Again}");
        Refused([.. PngChunk.Signature, .. new byte[20]], "f.png", $"f.png: is damaged (no chunk begins at byte 8); {Again}");
        Refused(new PngBuilder(1, 1, 7, 0).Build(0, 0), "f.png", $"f.png: is damaged (its header says 1x1 pixels, colour type 0, 7 bits); {Again}");
        Refused(new PngBuilder(1, 1, 8, 0).Build(9, 0), "f.png", $"f.png: is damaged (its PNG data cannot be decoded); {Again}");
        Refused([0xFF, 0xD8, 0xFF, 0xDA, .. new byte[64]], "f.jpg", $"f.jpg: is damaged (its JPEG data cannot be decoded); {Again}");
        var swapped = new MemoryStream();
        swapped.Write(PngChunk.Signature);
        PngChunk.Write(swapped, "IEND", []);
        Refused(swapped.ToArray(), "f.png", $"f.png: is damaged (it begins with chunk IEND instead of IHDR); {Again}");
    }

    [Test]
    public void Absurd_sizes_are_refused_before_anything_is_allocated()
    {
        const string Limit = "pixels, and at most 268435456 (2^28) are read; make it smaller or cut it into parts";
        var png = new PngBuilder(2_000_000_000, 2_000_000_000, 8, 2).Build(0);
        Refused(png, "f.png", $"f.png: has 2000000000x2000000000 {Limit}");
        Assert.That(() => ImageReader.Inspect(png, "f.png"),
            Throws.TypeOf<UserException>().With.Message.EqualTo($"f.png: has 2000000000x2000000000 {Limit}"));
        var jpeg = (byte[])_jpeg.Clone();
        var frame = jpeg.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]);
        jpeg.AsSpan(frame + 5, 4).Fill(0xF0);
        Refused(jpeg, "f.jpg", $"f.jpg: has 61680x61680 {Limit}");
    }

    private static byte[] Flip(byte[] file, int at)
    {
        var copy = (byte[])file.Clone();
        copy[at] ^= 0x40;
        return copy;
    }

    private static void Refused(string path, string rest)
    {
        Assert.That(() => ImageFile.Read(path), Throws.TypeOf<UserException>().With.Message.EqualTo($"{path}: {rest}"));
        Assert.That(() => ImageFile.ReadInfo(path), Throws.TypeOf<UserException>().With.Message.EqualTo($"{path}: {rest}"));
    }

    private static void Refused(byte[] file, string path, string message) =>
        Assert.That(() => ImageReader.Decode(file, path), Throws.TypeOf<UserException>().With.Message.EqualTo(message));
}
