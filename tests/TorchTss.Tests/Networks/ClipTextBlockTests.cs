using TorchTss.Networks;
using static TorchSharp.torch;

namespace TorchTss.Tests.Networks;

public sealed class ClipTextBlockTests
{
    [Test]
    public void A_token_sees_those_before_it_and_none_after()
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        using var block = Toy.Filled(new ClipTextBlock(12, 3, new QuickGelu()));
        var x = Toy.Input("x", 1, 6, 12);
        var changed = x.clone();
        changed.select(1, 3).mul_(-2);
        var difference = (block.call(x) - block.call(changed)).abs().amax([0, 2]).data<float>().ToArray();
        Assert.That(difference[..3], Is.All.Zero);
        Assert.That(difference[3..], Is.All.GreaterThan(1e-4));
    }

    [Test]
    public void The_activation_is_the_callers()
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        using var quick = Toy.Filled(new ClipTextBlock(12, 3, new QuickGelu()));
        using var exact = Toy.Filled(new ClipTextBlock(12, 3, nn.GELU()));
        var x = Toy.Input("x", 1, 6, 12);
        var difference = (quick.call(x) - exact.call(x)).abs().max().item<float>();
        Assert.That(difference, Is.InRange(1e-5, 0.1));
    }
}
