using TorchSharp;
using TorchTss.Imaging;
using TorchTss.Imaging.ColorFixes;

namespace TorchTss.Tests.Imaging.ColorFixes;

public sealed class WaveletLumaColorFixTests
{
    [Test] // step 6 of the bundled host's recipe: pad, fix, crop, 8 bits
    public void Reproduces_the_bundled_hosts_picture()
    {
        using var fixture = Parity.Open("tiny/e2e-tss-odd");
        using var scope = torch.NewDisposeScope();
        var up = ImageTensor.FromRows(fixture.Expected("up"));
        var source = ImageTensor.From(up.PadTo(96, 80)) * 2 - 1;
        var y = new WaveletLumaColorFix().Apply(fixture.Expected("decoded"), source);
        var image = ImageTensor.ToImage((y + 1) / 2).Crop(0, 0, 84, 68);
        var expected = ImageTensor.FromRows(fixture.Expected("image"));
        var worst = image.Pixels.Zip(expected.Pixels, (a, b) => Math.Abs(a - b)).Max();
        var changed = image.Pixels.Zip(expected.Pixels, (a, b) => a == b ? 0 : 1).Sum();
        TestContext.Out.WriteLine($"{changed} of {image.Pixels.Length} bytes differ by up to {worst}");
        Assert.That(worst, Is.LessThanOrEqualTo(fixture.Tolerance.LevelsFor("image")));
        Assert.That(changed, Is.LessThan(image.Pixels.Length / 1000));
    }

    [Test] // the definition, written out: w = high(restored) + low(S), y = S + (Y(w) − Y(S))
    public void Equals_its_definition()
    {
        using var scope = torch.NewDisposeScope();
        var (restored, source) = (torch.rand(1, 3, 40, 33), torch.rand(1, 3, 40, 33));
        var weights = torch.tensor(new[] { 0.299f, 0.587f, 0.114f }).view(1, 3, 1, 1);
        var w = new WaveletColorFix().Apply(restored, source);
        var expected = source + ((w - source) * weights).sum(1, keepdim: true);
        var y = new WaveletLumaColorFix().Apply(restored, source);
        Assert.That((y - expected).abs().max().item<float>(), Is.LessThan(2e-6));
    }

    [Test]
    public void Other_than_three_channels_is_refused()
    {
        using var scope = torch.NewDisposeScope();
        Assert.That(() => new WaveletLumaColorFix().Apply(torch.zeros(1, 4, 4, 4), torch.zeros(1, 4, 4, 4)),
            Throws.ArgumentException.With.Message.EqualTo("luma needs 3 channels, got 4"));
    }
}
