using TorchTss.Imaging;
using TorchTss.Metrics.QAlign;
using static TorchSharp.torch;

namespace TorchTss.Tests.Metrics.QAlign;

/// <summary>Specification §11.3: pictures padded to a square and resized to 448 pixels.</summary>
public sealed class QAlignPictureTests
{
    [Test]
    public void A_wide_picture_gets_bars_above_and_below()
    {
        var square = QAlignPicture.Square(ClosedForm.Picture(1, 320, 200), 448);
        Assert.That(Pixel(square, 0, 0), Is.EqualTo(new byte[] { 122, 116, 104 }));
        Assert.That(Pixel(square, 100, 0), Is.EqualTo(new byte[] { 108, 141, 178 }));
        Assert.That(Pixel(square, 224, 200), Is.EqualTo(new byte[] { 178, 242, 56 }));
        Assert.That(Pixel(square, 224, 201), Is.EqualTo(new byte[] { 177, 249, 36 }));
        Assert.That(square.Pixels.Sum(p => (long)p), Is.EqualTo(73_751_873));
    }

    [Test]
    public void So_does_a_large_one()
    {
        var square = QAlignPicture.Square(ClosedForm.Picture(1, 700, 500), 448);
        Assert.That(Pixel(square, 224, 200), Is.EqualTo(new byte[] { 170, 218, 197 }));
        Assert.That(Pixel(square, 224, 201), Is.EqualTo(new byte[] { 172, 223, 205 }));
        Assert.That(square.Pixels.Sum(p => (long)p), Is.EqualTo(74_491_511));
    }

    [Test]
    public void A_tall_picture_of_odd_difference_stands_one_pixel_left_of_the_middle()
    {
        var square = QAlignPicture.Square(new Image8(2, 5, [.. Enumerable.Repeat((byte)255, 30)]), 5);
        Assert.That(Enumerable.Range(0, 5).Select(x => Pixel(square, 2, x)[0]), Is.EqualTo(new byte[] { 122, 255, 255, 122, 122 }));
    }

    [Test]
    public void The_encoder_sees_clips_colours()
    {
        using var scope = NewDisposeScope();
        var seen = QAlignPicture.Of(new Image8(3, 3, [.. Enumerable.Repeat((byte)128, 27)]), 14);
        Assert.That(seen.shape, Is.EqualTo(new long[] { 1, 3, 14, 14 }));
        Assert.That(seen[0, .., 0, 0].data<float>().ToArray(), Is.EqualTo(new[]
        {
            (128 / 255.0 - 0.48145466) / 0.26862954, (128 / 255.0 - 0.4578275) / 0.26130258, (128 / 255.0 - 0.40821073) / 0.27577711,
        }).Within(1e-6));
    }

    private static byte[] Pixel(Image8 image, int y, int x) => image.Row(y).Slice(3 * x, 3).ToArray();
}
