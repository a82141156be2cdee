using TorchTss.Imaging;
using TorchTss.Metrics.Fid;
using static TorchSharp.torch;

namespace TorchTss.Tests.Metrics.Fid;

public sealed class FidPictureTests
{
    private static readonly Image8 _picture = ClosedForm.Picture(1, 320, 200);

    [Test]
    public void Clean_resizes_as_the_specification_says()
    {
        using var scope = NewDisposeScope();
        var levels = FidPicture.Resized(_picture, FidMode.Clean).to(float64) * 128 + 128;
        Assert.That(levels[0, 0, 0, ..5].data<double>().ToArray(),
            Is.EqualTo(new[] { 16.507072, 16.130869, 34.59366, 26.168922, 60.20817 }).Within(2e-5));
        Assert.That(levels[0, 2, 150, 100..104].data<double>().ToArray(),
            Is.EqualTo(new[] { 178.6333, 188.01042, 147.71889, 162.2883 }).Within(2e-5));
        Assert.That(levels.sum().item<double>(), Is.EqualTo(34_216_904).Within(2));
    }

    [Test]
    public void Clean_is_clipped_and_not_rounded()
    {
        using var scope = NewDisposeScope();
        var stripes = new Image8(40, 40);
        for (var i = 0; i < stripes.Pixels.Length; i++) stripes.Pixels[i] = (byte)(i / 3 % 40 / 5 % 2 * 255);
        var levels = FidPicture.Resized(stripes, FidMode.Clean) * 128 + 128;
        Assert.That((levels.min().item<float>(), levels.max().item<float>()), Is.EqualTo((0f, 255f)));
        Assert.That((levels - levels.round()).abs().max().item<float>(), Is.GreaterThan(0.4));
    }

    [Test]
    public void Legacy_pytorch_resizes_as_the_specification_says()
    {
        using var scope = NewDisposeScope();
        var levels = FidPicture.Resized(_picture, FidMode.LegacyPytorch) * 255;
        Assert.That(levels[0, 0, 0, ..5].data<float>().ToArray(),
            Is.EqualTo(new[] { 19.824415, 17.528427, 35.312714, 29.061865, 55.098667 }).Within(2e-5));
    }

    [Test]
    public void Basicsr_is_legacy_pytorch_up_to_rounding()
    {
        using var scope = NewDisposeScope();
        var difference = FidPicture.Of(_picture, FidMode.Basicsr) - FidPicture.Of(_picture, FidMode.LegacyPytorch);
        Assert.That(difference.abs().max().item<float>(), Is.LessThan(1e-6));
    }

    [TestCase("Clean", -1, 0.9921875)]
    [TestCase("LegacyTensorflow", -1, 0.9921875)]
    [TestCase("LegacyPytorch", -1, 1)]
    [TestCase("Basicsr", -1, 1)]
    public void Black_and_white_are_the_ends_of_the_range(string mode, double black, double white)
    {
        using var scope = NewDisposeScope();
        var image = new Image8(7, 5);
        Assert.That(Furthest(black), Is.LessThan(1e-6));
        Array.Fill(image.Pixels, (byte)255);
        Assert.That(Furthest(white), Is.LessThan(1e-6));

        float Furthest(double value) => (FidPicture.Of(image, Enum.Parse<FidMode>(mode)) - value).abs().max().item<float>();
    }
}
