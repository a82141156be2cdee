using TorchTss.Imaging;
using TorchTss.Imaging.Png;
using TorchTss.Runtime;

namespace TorchTss.Tests.Imaging;

public sealed class ImageFileWriteTests
{
    private static readonly Image8 _image = Pictures.Noise(40, 30);

    [Test]
    public void The_extension_chooses_the_format()
    {
        using var folder = new TemporaryFolder();
        foreach (var (name, format) in new[] { ("a.png", "PNG"), ("a.PNG", "PNG"), ("a.jpg", "JPEG"), ("a.jpeg", "JPEG"), ("a.webp", "WebP") })
        {
            ImageFile.Write(_image, folder.File(name));
            Assert.That(ImageFile.ReadInfo(folder.File(name)), Is.EqualTo(new ImageInfo(40, 30, format)));
        }
        Assert.That(folder.Names, Has.Length.EqualTo(5));
    }

    [Test] // ISO 10918-1: the sampling factors in the frame header, 1×1 for every component
    public void Jpegs_keep_full_colour_resolution_at_quality_95()
    {
        using var folder = new TemporaryFolder();
        ImageFile.Write(_image, folder.File("a.jpg"));
        var file = File.ReadAllBytes(folder.File("a.jpg"));
        var frame = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]);
        Assert.That(new[] { file[frame + 11], file[frame + 14], file[frame + 17] }, Has.All.EqualTo(0x11));
        var tables = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xDB]);
        Assert.That(file[tables + 5], Is.EqualTo(2));       // 16·(200 − 2·95)/100, rounded: the first luma step at quality 95
    }

    [Test]
    public void An_existing_file_is_replaced()
    {
        using var folder = new TemporaryFolder();
        ImageFile.Write(Pictures.Noise(3, 3), folder.File("a.png"));
        ImageFile.Write(_image, folder.File("a.png"));
        Assert.That(ImageFile.Read(folder.File("a.png")).Pixels, Is.EqualTo(_image.Pixels));
        Assert.That(folder.Names, Is.EqualTo(new[] { "a.png" }));
    }

    [TestCase("a.tif", ".tif")]
    [TestCase("a", "")]
    [TestCase("a.bmp", ".bmp")]
    public void Other_extensions_are_wrong_usage(string name, string extension) => Assert.That(() => ImageFile.Write(_image, name),
        Throws.TypeOf<UsageException>().With.Message.EqualTo(
            $"{name}: pictures are written as .png, .jpg, .jpeg, .webp, not as '{extension}'; change the extension"));

    [Test]
    public void Pictures_too_long_for_a_format_are_refused()
    {
        using var folder = new TemporaryFolder();
        var strip = new Image8(70000, 1);
        Assert.That(() => ImageFile.Write(strip, folder.File("a.webp")), Throws.TypeOf<UserException>().With.Message.EqualTo(
            $"{folder.File("a.webp")}: a WebP file holds at most 16383 pixels per side, and the picture has 70000x1; write a .png"));
        Assert.That(() => ImageFile.Write(strip, folder.File("a.jpg")), Throws.TypeOf<UserException>().With.Message.EqualTo(
            $"{folder.File("a.jpg")}: a JPEG file holds at most 65500 pixels per side, and the picture has 70000x1; write a .png"));
        ImageFile.Write(strip, folder.File("a.png"));
        Assert.That(ImageFile.ReadInfo(folder.File("a.png")).Width, Is.EqualTo(70000));
    }

    [Test]
    public void The_longest_jpeg_and_webp_are_written()
    {
        using var folder = new TemporaryFolder();
        ImageFile.Write(new Image8(65500, 1), folder.File("a.jpg"));
        ImageFile.Write(new Image8(1, 16383), folder.File("a.webp"));
        Assert.That(ImageFile.Read(folder.File("a.jpg")).Width, Is.EqualTo(65500));
        Assert.That(ImageFile.Read(folder.File("a.webp")).Height, Is.EqualTo(16383));
    }

    [Test]
    public void Cancelling_leaves_nothing_behind()
    {
        using var folder = new TemporaryFolder();
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.That(() => ImageFile.Write(_image, folder.File("a.png"), null, cancelled.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(folder.Names, Is.Empty);
    }

    [Test]
    public void A_png_says_that_it_is_srgb()
    {
        using var folder = new TemporaryFolder();
        ImageFile.Write(_image, folder.File("a.png"));
        Assert.That(PngChunk.ReadAll(File.ReadAllBytes(folder.File("a.png")), "").Select(c => c.Type), Does.Contain("sRGB").And.Not.Contain("iCCP"));
    }
}
