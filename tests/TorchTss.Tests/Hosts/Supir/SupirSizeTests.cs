using TorchTss.Hosts.Supir;

namespace TorchTss.Tests.Hosts.Supir;

public sealed class SupirSizeTests
{
    // supir.md 9.5
    [TestCase(300, 200, 4, 1024, 1536, 1024, 1200, 800)]
    [TestCase(512, 512, 1, 1024, 1024, 1024, 512, 512)]
    [TestCase(1504, 1568, 1, 1024, 1536, 1536, 1504, 1568, Description = "23.5 and 24.5 cells become 24")]
    [TestCase(33, 4001, 1, 64, 64, 7744, 33, 4001)]
    public void Sizes_are_the_originals(int width, int height, double upscale, int minSize, int w, int h, int outputWidth, int outputHeight) =>
        Assert.That(SupirSize.Of(width, height, upscale, minSize), Is.EqualTo(new SupirSize(w, h, outputWidth, outputHeight)));
}
