using TorchSharp;
using TorchTss.Imaging.ColorFixes;

namespace TorchTss.Tests.Imaging.ColorFixes;

public sealed class AdainColorFixTests
{
    [TestCase("supir/colorfix-adain")]
    [TestCase("stablesr/color-adain")]
    public void Reproduces_the_official_result(string name)
    {
        using var fixture = Parity.Open(name);
        using var scope = torch.NewDisposeScope();
        Parity.AssertClose(fixture, "y", new AdainColorFix().Apply(fixture.Input("content"), fixture.Input("style")));
    }

    [Test]
    public void Every_channel_takes_the_sources_mean()
    {
        using var scope = torch.NewDisposeScope();
        var source = torch.rand(1, 3, 8, 9) * 0.5;
        var result = new AdainColorFix().Apply(torch.rand(1, 3, 8, 9), source);
        Assert.That((result.mean([2, 3]) - source.mean([2, 3])).abs().max().item<float>(), Is.LessThan(1e-6));
    }

    [Test]
    public void A_single_pixel_takes_the_sources_colour()
    {
        using var scope = torch.NewDisposeScope();
        var source = torch.tensor(new[] { 0.1f, 0.2f, 0.3f }).view(1, 3, 1, 1);
        Assert.That(new AdainColorFix().Apply(torch.rand(1, 3, 1, 1), source).data<float>().ToArray(), Is.EqualTo(new[] { 0.1f, 0.2f, 0.3f }));
    }
}
