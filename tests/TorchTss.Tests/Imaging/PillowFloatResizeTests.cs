using TorchSharp;
using TorchTss.Imaging;
using TorchTss.Imaging.Filters;

namespace TorchTss.Tests.Imaging;

public sealed class PillowFloatResizeTests
{
    [Test]
    public void Every_channel_is_the_official_one_to_the_bit()
    {
        using var fixture = Parity.Open("metrics/pillow-bicubic-8bit-down");
        using var scope = torch.NewDisposeScope();
        var (image, expected) = (ImageTensor.FromRows(fixture.Input("image")), fixture.Expected("float_resized"));
        for (var c = 0; c < 3; c++)
        {
            var resized = PillowFloatResize.Resize(Plane(image, c), (image.Width, image.Height), (59, 51), new BicubicFilter());
            Assert.That(resized, Is.EqualTo(expected[c].flatten().data<float>().ToArray()));
        }
    }

    [Test]
    public void A_side_that_keeps_its_length_is_not_filtered()
    {
        float[] plane = [1, 2, 3, 4, 5, 6];
        Assert.That(PillowFloatResize.Resize(plane, (3, 2), (3, 2), new LanczosFilter()), Is.SameAs(plane));
        Assert.That(PillowFloatResize.Resize(plane, (3, 2), (3, 1), new BoxFilter()), Is.EqualTo(new[] { 2.5f, 3.5f, 4.5f }));
        Assert.That(PillowFloatResize.Resize(plane, (3, 2), (1, 2), new BoxFilter()), Is.EqualTo(new[] { 2f, 5f }));
    }

    [Test]
    public void Samples_that_do_not_fit_are_refused()
    {
        Assert.That(() => PillowFloatResize.Resize(new float[6], (2, 2), (1, 1), new BoxFilter()), Throws.ArgumentException);
        Assert.That(() => PillowFloatResize.Resize(new float[4], (2, 2), (0, 1), new BoxFilter()), Throws.ArgumentException);
    }

    private static float[] Plane(Image8 image, int channel) =>
        [.. Enumerable.Range(0, image.Width * image.Height).Select(i => (float)image.Pixels[3 * i + channel])];
}
