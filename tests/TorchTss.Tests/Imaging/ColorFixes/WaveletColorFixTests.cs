using TorchSharp;
using TorchTss.Imaging;
using TorchTss.Imaging.ColorFixes;

namespace TorchTss.Tests.Imaging.ColorFixes;

public sealed class WaveletColorFixTests
{
    [TestCase("supir/colorfix-wavelet")]
    [TestCase("stablesr/color-wavelet")]
    public void Reproduces_the_official_result(string name)
    {
        using var fixture = Parity.Open(name);
        using var scope = torch.NewDisposeScope();
        Parity.AssertClose(fixture, "y", new WaveletColorFix().Apply(fixture.Input("content"), fixture.Input("style")));
    }

    [Test]
    public void Bands_are_the_official_ones()
    {
        using var fixture = Parity.Open("stablesr/color-wavelet");
        using var scope = torch.NewDisposeScope();
        Parity.AssertClose(fixture, "high", WaveletBands.Split(fixture.Input("content")).High);
        Parity.AssertClose(fixture, "low", WaveletBands.Low(fixture.Input("style")));
    }

    [Test] // pasd.md 1.10: the check values at p_i = flat index in 1×3×16×24
    public void Low_frequencies_have_the_published_values()
    {
        using var scope = torch.NewDisposeScope();
        var a = (torch.arange(3 * 16 * 24, torch.int64) * 37 % 256).to(torch.float32).div(255).view(1, 3, 16, 24);
        var low = WaveletBands.Low(a);
        Assert.That(low[0, 0, 0, 0].item<float>(), Is.EqualTo(0.4506855f).Within(1e-6));
        Assert.That(low[0, 2, 8, 12].item<float>(), Is.EqualTo(0.47604841f).Within(1e-6));
    }

    [Test] // the official 8-bit result: content and style of equal size, clamped and truncated
    public void Pasds_picture_is_exact()
    {
        using var fixture = Parity.Open("pasd/wavelet-24x16");
        using var scope = torch.NewDisposeScope();
        var fixedUp = new WaveletColorFix().Apply(
            ImageTensor.From(ImageTensor.FromRows(fixture.Input("content"))),
            ImageTensor.From(ImageTensor.FromRows(fixture.Input("style"))));
        Assert.That(ImageTensor.ToImage(fixedUp, PixelRounding.Truncate).Pixels, Is.EqualTo(ImageTensor.FromRows(fixture.Expected("image")).Pixels));
    }

    [TestCase(1, 1)]
    [TestCase(1, 9)]
    [TestCase(5, 1)]
    public void Pictures_smaller_than_the_blur_are_fine(int height, int width)
    {
        using var scope = torch.NewDisposeScope();
        var image = torch.rand(1, 3, height, width);
        var same = new WaveletColorFix().Apply(image, image);
        Assert.That((same - image).abs().max().item<float>(), Is.LessThan(1e-6));
    }

    [Test]
    public void Inputs_are_left_as_they_are_and_no_tensor_is_left_behind()
    {
        using var fixture = Parity.Open("supir/colorfix-wavelet");
        using var scope = torch.NewDisposeScope();
        var before = fixture.Input("content").clone();
        DisposeScopeManager.Statistics.Reset();
        new WaveletColorFix().Apply(fixture.Input("content"), fixture.Input("style")).Dispose();
        Assert.That(DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount, Is.Zero);
        Assert.That(before.equal(fixture.Input("content")).all().item<bool>(), Is.True);
    }

    [Test]
    public void Two_shapes_are_refused()
    {
        using var scope = torch.NewDisposeScope();
        Assert.That(() => new WaveletColorFix().Apply(torch.zeros(1, 3, 4, 4), torch.zeros(1, 3, 4, 5)),
            Throws.ArgumentException.With.Message.EqualTo("a colour fix needs two pictures of one shape, got [1, 3, 4, 4] and [1, 3, 4, 5]"));
    }
}
