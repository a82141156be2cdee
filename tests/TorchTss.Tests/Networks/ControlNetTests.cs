using TorchTss.Networks;
using static TorchSharp.torch;

namespace TorchTss.Tests.Networks;

public sealed class ControlNetTests
{
    [Test]
    public void Blue_first_reads_the_image_backwards()
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        using var rgb = Toy.Filled(new ControlNet(Toy.ControlNetA));
        using var bgr = Toy.Filled(new ControlNet(Toy.ControlNetA with { BlueFirst = true }));
        var image = Toy.Input("hint", 1, 3, 32, 32);
        Assert.That(bgr.EmbedHint(image.flip(1)).eq(rgb.EmbedHint(image)).all().item<bool>(), Is.True);
    }

    [Test]
    public void One_hint_serves_both_halves_of_a_guided_batch()
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        using var network = Toy.Filled(new ControlNet(Toy.ControlNetA));
        var (x, image) = (Toy.Input("sample", 2, 4, 8, 8), Toy.Input("hint", 1, 3, 64, 64));
        var levels = Toy.Levels(tensor(500.0), x, 4);
        var once = network.call(x, levels, Toy.Text(), network.EmbedHint(image), 0.5);
        var twice = network.call(x, levels, Toy.Text(), network.EmbedHint(cat([image, image])), 0.5);
        Assert.That((once.Middle! - twice.Middle!).abs().max().item<float>(), Is.LessThan(1e-5));
    }

    [Test]
    public void Pooled_residuals_are_the_means_of_the_others()
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        using var whole = Toy.Filled(new ControlNet(Toy.ControlNetA));
        using var pooled = Toy.Filled(new ControlNet(Toy.ControlNetA with { IsPooled = true }));
        var x = Toy.Input("sample", 1, 4, 8, 8);
        var (levels, image) = (Toy.Levels(tensor(500.0), x, 4), Toy.Input("hint", 1, 3, 64, 64));
        var all = whole.call(x, levels, Toy.Text(1), whole.EmbedHint(image), 1);
        var means = pooled.call(x, levels, Toy.Text(1), pooled.EmbedHint(image), 1);
        Assert.That(means.Skips[3].shape, Is.EqualTo(new long[] { 1, all.Skips[3].size(1), 1, 1 }));
        Assert.That((all.Middle!.mean([2, 3], keepdim: true) - means.Middle!).abs().max().item<float>(), Is.LessThan(1e-4));
    }

    [Test]
    public void The_scale_multiplies_every_residual()
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        using var network = Toy.Filled(new ControlNet(Toy.ControlNetA));
        var x = Toy.Input("sample", 1, 4, 8, 8);
        var levels = Toy.Levels(tensor(500.0), x, 4);
        var hint = network.EmbedHint(Toy.Input("hint", 1, 3, 64, 64));
        var (whole, half) = (network.call(x, levels, Toy.Text(1), hint, 1), network.call(x, levels, Toy.Text(1), hint, 0.5));
        Assert.That(whole.Skips, Has.Count.EqualTo(12));
        var pairs = whole.Skips.Append(whole.Middle!).Zip(half.Skips.Append(half.Middle!));
        Assert.That(pairs.Select(p => (p.First * 0.5 - p.Second).abs().max().item<float>()), Is.All.Zero);
    }
}
