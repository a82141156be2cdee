using System.Text;
using TorchTss.Imaging;
using TorchTss.Imaging.Png;
using TorchTss.Runtime;

namespace TorchTss.Tests.Imaging.Png;

public sealed class PngTextTests
{
    [Test]
    public void Texts_come_back_and_the_picture_is_the_same()
    {
        using var folder = new TemporaryFolder();
        var image = Pictures.Noise(9, 9);
        var texts = new Dictionary<string, string>
        {
            ["Software"] = "TorchTss 0.1.0",
            ["Settings"] = "{\n  \"steps\": 7\n}",
            ["Prompt"] = "café – 東京 😀",
            ["Latin"] = "déjà vu",
            ["Empty"] = "",
        };
        ImageFile.Write(image, folder.File("a.png"), texts);
        Assert.That(PngText.Read(folder.File("a.png")), Is.EquivalentTo(texts));
        Assert.That(ImageFile.Read(folder.File("a.png")).Pixels, Is.EqualTo(image.Pixels));
        var types = PngChunk.ReadAll(File.ReadAllBytes(folder.File("a.png")), "").Select(c => c.Type).ToArray();
        Assert.That(types[0], Is.EqualTo("IHDR"));
        Assert.That(types.Skip(1).Take(5), Is.EqualTo(new[] { "tEXt", "tEXt", "iTXt", "tEXt", "tEXt" }));
    }

    [Test]
    public void Texts_are_left_out_of_other_formats()
    {
        using var folder = new TemporaryFolder();
        ImageFile.Write(Pictures.Noise(9, 9), folder.File("a.webp"), new Dictionary<string, string> { ["Settings"] = "x" });
        Assert.That(() => PngText.Read(folder.File("a.webp")), Throws.TypeOf<UserException>().With.Message.EqualTo(
            $"{folder.File("a.webp")}: is a WebP file, and settings are kept in PNG files only; give the PNG that was written first"));
    }

    [Test] // chunks as other programs write them
    public void Compressed_texts_are_read()
    {
        using var folder = new TemporaryFolder();
        var png = new PngBuilder(1, 1, 8, 0)
            .With("zTXt", [.. "A"u8, 0, 0, .. PngBuilder.Compress(Encoding.Latin1.GetBytes("né"))])
            .With("iTXt", [.. "B"u8, 0, 1, 0, .. "fr"u8, 0, .. "b"u8, 0, .. PngBuilder.Compress(Encoding.UTF8.GetBytes("→"))])
            .With("iTXt", [.. "C"u8, 0, 0, 0, 0, 0, .. Encoding.UTF8.GetBytes("→")])
            .Build(0, 0);
        Assert.That(PngText.Read(folder.File("a.png", png)),
            Is.EquivalentTo(new Dictionary<string, string> { ["A"] = "né", ["B"] = "→", ["C"] = "→" }));
    }

    [Test]
    public void Broken_texts_are_passed_over()
    {
        using var folder = new TemporaryFolder();
        var bomb = PngBuilder.Compress(new byte[20 << 20]);
        var png = new PngBuilder(1, 1, 8, 0)
            .With("tEXt", [.. "no end"u8]).With("tEXt", 0, 65).With("zTXt", [.. "A"u8, 0, 0, 1, 2, 3]).With("zTXt", [.. "B"u8, 0, 0, .. bomb])
            .With("iTXt", [.. "C"u8, 0, 0]).With("iTXt", [.. "D"u8, 0, 0, 0, 65])
            .With("zTXt", [.. "E"u8, 0]).With("tEXt", [.. "F"u8, 0, 66]).Build(0, 0);
        Assert.That(PngText.Read(folder.File("a.png", png)), Is.EquivalentTo(new Dictionary<string, string> { ["F"] = "B" }));
    }

    [TestCase("", "x", "PNG keyword '': 1 to 79 printable ASCII characters, no space at either end")]
    [TestCase(" a", "x", "PNG keyword ' a': 1 to 79 printable ASCII characters, no space at either end")]
    [TestCase("ключ", "x", "PNG keyword 'ключ': 1 to 79 printable ASCII characters, no space at either end")]
    [TestCase("a", "x\0", "the text of PNG keyword 'a' has a NUL character")]
    public void What_png_cannot_hold_is_refused(string keyword, string text, string message)
    {
        using var folder = new TemporaryFolder();
        var texts = new Dictionary<string, string> { [keyword] = text };
        Assert.That(() => ImageFile.Write(Pictures.Noise(2, 2), folder.File("a.png"), texts), Throws.ArgumentException.With.Message.EqualTo(message));
        Assert.That(folder.Names, Is.Empty);
    }

    [Test] // PNG specification, annex D: the check value of CRC-32 over "123456789"
    public void Checksums_are_pngs() => Assert.That(Crc32.Of("123456789"u8), Is.EqualTo(0xCBF43926));
}
