using TorchTss.Hosts.Supir;
using TorchTss.Imaging;
using static TorchSharp.torch;

namespace TorchTss.Tests.Hosts.Supir;

public sealed class SupirPixelsTests
{
    private static readonly Image8 _image = new(7, 5, [.. Enumerable.Range(0, 105).Select(i => (byte)(i * 89 % 256))]);

    [Test]
    public void Values_are_computed_in_double_and_cast_once()
    {
        using var scope = NewDisposeScope();
        var x = SupirPixels.Signed(_image);
        for (var c = 0; c < 3; c++)
        {
            Assert.That(x[0, c].data<float>().ToArray(), Is.EqualTo(Enumerable.Range(0, 35).Select(i => (float)(_image.Pixels[3 * i + c] / 255.0 * 2 - 1))));
        }
    }

    [Test]
    public void Eight_bits_are_truncated()
    {
        using var scope = NewDisposeScope();
        var levels = tensor(new[] { -2f, -1f, 0.9999f, 1f, 3f, 0f }, [1, 1, 1, 6]).expand(1, 3, 1, 6).contiguous();
        Assert.That(SupirPixels.ToImage(levels).Pixels.Where((_, i) => i % 3 == 0), Is.EqualTo(new byte[] { 0, 0, 254, 255, 255, 127 }));
    }
}
