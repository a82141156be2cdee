using TorchTss.Metrics.Pixels;

namespace TorchTss.Tests.Metrics.Pixels;

public sealed class LumaTests
{
    [TestCase(0, 0, 0, 0.0, 16.0)]
    [TestCase(255, 255, 255, 255.0, 235.0)]
    [TestCase(255, 0, 0, 76.245, 81.481)]
    [TestCase(0, 0, 255, 29.07, 40.966)]
    public void Black_white_and_primaries_are_where_the_standards_put_them(int red, int green, int blue, double yiq, double ycbcr)
    {
        var (r, g, b) = ((byte)red, (byte)green, (byte)blue);
        Assert.That(Luma.Unit(ColorSpace.Yiq, r, g, b) * 255.0, Is.EqualTo(yiq).Within(3e-5));
        Assert.That(Luma.Unit(ColorSpace.Ycbcr, r, g, b) * 255.0, Is.EqualTo(ycbcr).Within(3e-5));
        Assert.That(Luma.BasicSr(r, g, b), Is.EqualTo(ycbcr).Within(3e-5));
        Assert.That(Luma.Level(ColorSpace.Yiq, r, g, b), Is.EqualTo(Math.Round(yiq)));
    }

    [Test]
    public void The_two_ways_to_ycbcr_agree_within_float32_but_are_not_the_same()
    {
        var differing = 0;
        for (var i = 0; i < 4096; i++)
        {
            var (r, g, b) = ((byte)(i * 7), (byte)(i * 13), (byte)(i * 29));
            var (tensor, array) = (Luma.Unit(ColorSpace.Ycbcr, r, g, b) * 255f, Luma.BasicSr(r, g, b));
            Assert.That(tensor, Is.EqualTo(array).Within(5e-5));
            differing += tensor == array ? 0 : 1;
        }
        Assert.That(differing, Is.GreaterThan(100));
    }
}
