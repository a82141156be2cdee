using TorchTss.Imaging;
using TorchTss.Reports.Pictures;

namespace TorchTss.Tests.Reports;

public sealed class ViridisTests
{
    // From matplotlib's own table, entries 0, 64, 128, 192, 255.
    [TestCase(0, 68, 1, 84)]
    [TestCase(64, 59, 82, 139)]
    [TestCase(128, 33, 145, 140)]
    [TestCase(192, 94, 201, 98)]
    [TestCase(255, 253, 231, 37)]
    public void Levels_have_matplotlibs_colours(int level, int red, int green, int blue)
    {
        var color = Viridis.Of((byte)level).ToArray();
        Assert.That(new[] { color[0] - red, color[1] - green, color[2] - blue }, Has.All.InRange(-5, 5), string.Join(" ", color));
    }

    [Test]
    public void Brightness_rises_with_the_level()
    {
        var brightness = Enumerable.Range(0, 256).Select(l => Viridis.Of((byte)l).ToArray())
            .Select(c => 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2]);
        Assert.That(brightness.Zip(brightness.Skip(1), (a, b) => b - a), Has.All.GreaterThan(-0.5), "up to the rounding of 8 bits");
    }

    [Test]
    public void A_grey_picture_is_coloured_pixel_by_pixel() =>
        Assert.That(Viridis.Color(new Image8(2, 1, [0, 0, 0, 255, 255, 255])).Pixels,
            Is.EqualTo(Viridis.Of(0).ToArray().Concat(Viridis.Of(255).ToArray())));
}
