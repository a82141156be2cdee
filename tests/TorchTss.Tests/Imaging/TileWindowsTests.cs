using TorchTss.Imaging;

namespace TorchTss.Tests.Imaging;

public sealed class TileWindowsTests
{
    [TestCase(192, 128, 64, "0 64")]          // supir.md 9: h = w = 192
    [TestCase(160, 128, 64, "0 32")]
    [TestCase(128, 128, 64, "0")]
    [TestCase(100, 128, 64, "0")]             // a tile larger than the picture shrinks to it
    [TestCase(1, 128, 64, "0")]
    [TestCase(129, 128, 128, "0 1")]
    public void Starts_follow_the_stride_and_end_flush(int length, int tile, int stride, string expected) =>
        Assert.That(string.Join(' ', TileWindows.Starts(length, tile, stride)), Is.EqualTo(expected));

    [Test]
    public void Starts_are_those_of_StableSRs_splitter()
    {
        using var fixture = Parity.Open("stablesr/image-splitter");
        foreach (var output in fixture.Outputs.Where(o => o.StartsWith("starts.", StringComparison.Ordinal)))
        {
            var numbers = output.Split('.').Skip(1).Select(int.Parse).ToArray();
            var starts = TileWindows.Starts(numbers[0], numbers[1], numbers[2]).Select(s => (long)s);
            Assert.That(starts, Is.EqualTo(fixture.Expected(output).data<long>().ToArray()), output);
        }
    }

    [Test]
    public void Every_pixel_is_covered_and_no_tile_leaves_the_picture(
        [Values(1, 7, 16, 17, 50)] int width, [Values(3, 16, 33)] int height, [Values(1, 5, 16)] int stride)
    {
        var covered = new bool[width * height];
        foreach (var tile in TileWindows.Cover(width, height, 16, stride))
        {
            Assert.That(tile.X + tile.Width, Is.LessThanOrEqualTo(width));
            Assert.That(tile.Y + tile.Height, Is.LessThanOrEqualTo(height));
            for (var y = tile.Y; y < tile.Y + tile.Height; y++) covered.AsSpan(y * width + tile.X, tile.Width).Fill(true);
        }
        Assert.That(covered, Has.All.True);
    }

    [Test]
    public void Tiles_are_listed_row_by_row() =>
        Assert.That(TileWindows.Cover(10, 8, 8, 4), Is.EqualTo(new[] { new TileWindow(0, 0, 8, 8), new TileWindow(2, 0, 8, 8) }));

    [Test]
    public void A_stride_beyond_the_tile_is_refused() => Assert.That(() => TileWindows.Starts(100, 16, 17),
        Throws.ArgumentException.With.Message.EqualTo(
            "tiles of 16 every 17 do not cover a length of 100: a stride is 1 to the tile, a length 1 or more"));
}
