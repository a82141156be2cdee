using TorchSharp;
using TorchTss.Networks;
using static TorchSharp.torch;

namespace TorchTss.Tests.Networks;

public sealed class UNetTests
{
    [TestCase(16, 16)]
    [TestCase(9, 5)]
    [TestCase(1, 1)]
    public void Levels_may_differ_in_depth_heads_and_attention(int height, int width)
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        using var unet = new UNet(new UNetConfig
        {
            Channels = [16, 32, 24],
            Layers = [1, 3, 2],
            Heads = [2, 4, 3],
            TransformerDepth = [2, 0, 1],
            UpTransformerDepth = [0, 1, 2],
            ContextChannels = [8, 8, 8],
            Groups = 8,
            ScaleShift = true,
            OutChannels = 6,
        });
        var x = rand(2, 4, height, width);
        var map = randint(0, 1000, [2, height, width], float64);
        var y = unet.call(x, Toy.Levels(map, x, 3), new Conditioning(rand(2, 3, 8)), ControlResiduals.None);
        Assert.That(y.shape, Is.EqualTo(new long[] { 2, 6, height, width }));
    }

    [Test]
    public void A_bottom_may_be_one_residual_block_or_nothing()
    {
        using var plain = new UNet(Toy.UNetA with { MiddleDepth = 0 });
        using var none = new UNet(Toy.UNetA with { HasMiddle = false });
        string[] keys = [.. plain.state_dict().Keys.Where(k => k.StartsWith("mid_block", StringComparison.Ordinal))];
        Assert.That(keys, Is.Not.Empty.And.All.StartsWith("mid_block.resnets.0."));
        Assert.That(none.state_dict().Keys.Where(k => k.StartsWith("mid_block", StringComparison.Ordinal)), Is.Empty);
        using var off = no_grad();
        using var scope = NewDisposeScope();
        var y = Toy.Run(Toy.Filled(none), Toy.Input("sample", 1, 4, 16, 16), tensor(1L), Toy.Text(1));
        Assert.That(y.shape, Is.EqualTo(new long[] { 1, 4, 16, 16 }));
    }

    [Test]
    public void A_centred_input_is_twice_the_latent_less_one()
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        using var plain = Toy.Filled(new UNet(Toy.UNetA));
        using var centred = Toy.Filled(new UNet(Toy.UNetA with { CenterInput = true }));
        var x = Toy.Input("sample", 1, 4, 16, 16);
        var (expected, actual) = (Toy.Run(plain, 2 * x - 1, tensor(7L), Toy.Text(1)), Toy.Run(centred, x, tensor(7L), Toy.Text(1)));
        Assert.That((actual - expected).abs().max().item<float>(), Is.LessThan(1e-4 * expected.abs().max().item<float>()));
    }

    [Test]
    public void Residuals_for_some_skips_only_are_refused()
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        using var unet = Toy.Filled(new UNet(Toy.UNetA));
        var x = Toy.Input("sample", 1, 4, 16, 16);
        Assert.That(() => unet.call(x, Toy.Levels(tensor(1L), x, 4), Toy.Text(1), new ControlResiduals([zeros(1, 32, 16, 16)], null)),
            Throws.ArgumentException.With.Message.EqualTo("1 residuals for 12 skips"));
    }

    [Test]
    public void Bfloat16_differs_by_its_own_precision_only()
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        using var unet = Toy.Filled(new UNet(Toy.UNetC));
        var (x, map) = (Toy.Input("sample", 2, 4, 16, 16), (arange(256) * 3).view(1, 16, 16));
        var full = Toy.Run(unet, x, map, Toy.TextTime());
        unet.to(bfloat16);
        var given = Toy.TextTime();
        var half = Toy.Run(unet, x.to(bfloat16), map, new Conditioning(given.Text.to(bfloat16), given.Pooled!.to(bfloat16), given.TimeIds));
        Assert.That(half.dtype, Is.EqualTo(ScalarType.BFloat16));
        Assert.That(((half.to(float32) - full).norm() / full.norm()).item<float>(), Is.LessThan(0.03));
    }

    [Test]
    public void Inputs_and_residuals_are_left_as_they_were()
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        using var unet = Toy.Filled(new UNet(Toy.UNetA));
        using var controlNet = Toy.Filled(new ControlNet(Toy.ControlNetA));
        var (x, given, image) = (Toy.Input("sample", 1, 4, 8, 8), Toy.Text(1), rand(1, 3, 64, 64));
        var levels = Toy.Levels(arange(64).view(1, 8, 8), x, 4);
        var hint = controlNet.EmbedHint(image);
        var residuals = controlNet.call(x, levels, given, hint, 1);
        Tensor[] inputs = [x, given.Text, image, hint, residuals.Middle!, .. residuals.Skips];
        var copies = inputs.Select(t => t.clone()).ToArray();
        controlNet.call(x, levels, given, hint, 1);
        unet.call(x, levels, given, residuals);
        Assert.That(inputs.Zip(copies, (now, before) => now.eq(before).all().item<bool>()), Is.All.True);
    }
}
