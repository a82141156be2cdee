using TorchTss.Imaging;
using TorchTss.Imaging.Filters;
using TorchTss.Runtime;

namespace TorchTss.Tests.Imaging;

public sealed class PillowResizeTests
{
    [Test] // the bundled host's first step, ×4
    public void Enlarges_to_the_bit_in_the_bundled_hosts_case()
    {
        using var fixture = Parity.Open("tiny/e2e-tss-odd");
        var up = PillowResize.Resize(ImageTensor.FromRows(fixture.Input("image")), 84, 68, new BicubicFilter());
        Assert.That(up.Pixels, Is.EqualTo(ImageTensor.FromRows(fixture.Expected("up")).Pixels));
    }

    [TestCase("supir/pil2tensor-mixed", 128, 64)]
    [TestCase("supir/pil2tensor-mixed-tall", 64, 128)]
    public void Goes_across_before_it_goes_down(string name, int width, int height)
    {
        using var fixture = Parity.Open(name);
        using var scope = TorchSharp.torch.NewDisposeScope();
        var resized = PillowResize.Resize(ImageTensor.FromRows(fixture.Input("image")), width, height, new BicubicFilter());
        var expected = (fixture.Expected("x").unsqueeze(0) + 1) * 127.5;
        Assert.That(resized.Pixels, Is.EqualTo(ImageTensor.FromLevels(expected).Pixels));
    }

    [Test]
    public void Same_size_is_the_picture_itself()
    {
        var image = Pictures.Noise(5, 4);
        Assert.That(PillowResize.Resize(image, 5, 4, new LanczosFilter()), Is.SameAs(image));
    }

    [Test]
    public void Constant_pictures_stay_constant_under_every_filter([Values(1, 3, 40)] int width, [Values(1, 7, 90)] int height)
    {
        var grey = new Image8(13, 11, [.. Enumerable.Repeat((byte)201, 13 * 11 * 3)]);
        foreach (var entry in Catalog<IResampleFilter>.Entries)
        {
            var resized = PillowResize.Resize(grey, width, height, entry.Create([], "--filter"));
            Assert.That(resized.Pixels, Has.All.EqualTo(201), entry.Name);
        }
    }

    [Test]
    public void Vectors_and_single_bytes_agree([Values(1, 2, 9, 10, 11, 12, 21, 22, 43)] int width)
    {
        // A transposed picture resized across must be the picture resized down: two code paths, one result.
        var image = Pictures.Noise(width, 19);
        var transposed = Transpose(image);
        var down = PillowResize.Resize(image, width, 30, new BicubicFilter());
        var across = PillowResize.Resize(transposed, 30, width, new BicubicFilter());
        Assert.That(Transpose(across).Pixels, Is.EqualTo(down.Pixels));
    }

    [Test]
    public void The_catalogue_has_pillows_filters() =>
        Assert.That(Catalog<IResampleFilter>.Entries.Select(e => e.Name),
            Is.SupersetOf(new[] { "bicubic", "bilinear", "box", "hamming", "lanczos" }));

    private static Image8 Transpose(Image8 image)
    {
        var result = new Image8(image.Height, image.Width);
        for (var y = 0; y < image.Height; y++)
        {
            for (var x = 0; x < image.Width; x++) image.Row(y).Slice(3 * x, 3).CopyTo(result.Row(x)[(3 * y)..]);
        }
        return result;
    }
}
