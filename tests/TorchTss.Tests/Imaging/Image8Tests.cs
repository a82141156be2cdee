using TorchTss.Imaging;

namespace TorchTss.Tests.Imaging;

public sealed class Image8Tests
{
    private static readonly Image8 _image = Pictures.Of(2, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);

    [Test]
    public void Crop_takes_the_part() => Assert.That(_image.Crop(1, 0, 1, 2).Pixels, Is.EqualTo(new byte[] { 4, 5, 6, 10, 11, 12 }));

    [Test]
    public void Padding_repeats_the_last_column_and_row() => Assert.That(_image.PadTo(3, 3).Pixels,
        Is.EqualTo(new byte[] { 1, 2, 3, 4, 5, 6, 4, 5, 6, 7, 8, 9, 10, 11, 12, 10, 11, 12, 7, 8, 9, 10, 11, 12, 10, 11, 12 }));

    [Test]
    public void Crop_undoes_padding()
    {
        var image = Pictures.Noise(7, 5);
        Assert.That(image.PadTo(16, 16).Crop(0, 0, 7, 5).Pixels, Is.EqualTo(image.Pixels));
    }

    [Test]
    public void Sizes_that_do_not_fit_are_refused()
    {
        Assert.That(() => new Image8(2, 2, new byte[11]), Throws.ArgumentException.With.Message.EqualTo("2x2 pixels need 12 bytes, got 11"));
        Assert.That(() => new Image8(1 << 16, 1 << 16),
            Throws.ArgumentException.With.Message.EqualTo("65536x65536 pixels: a side is at least 1 and a picture at most 268435456 pixels"));
        Assert.That(() => _image.Crop(1, 1, 2, 1), Throws.ArgumentException.With.Message.EqualTo("2x1 pixels from (1, 1) are not inside 2x2"));
        Assert.That(() => _image.PadTo(1, 2), Throws.ArgumentException.With.Message.EqualTo("2x2 pixels cannot be padded to 1x2"));
    }
}
