using TorchTss.Networks;
using static TorchSharp.torch;

namespace TorchTss.Tests.Networks;

public sealed class ResnetBlockTests
{
    private static readonly ResnetShape _shape = new(8, 8, 0, 4, 1e-6);

    [Test]
    public void The_divisor_divides_the_sum()
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        using var plain = Toy.Filled(new AutoencoderResnetBlock(_shape));
        using var divided = Toy.Filled(new AutoencoderResnetBlock(_shape with { Divisor = 2 }));
        var x = Toy.Input("x", 1, 8, 4, 4);
        Assert.That((plain.call(x) / 2 - divided.call(x)).abs().max().item<float>(), Is.LessThan(1e-6));
    }

    [Test]
    public void The_second_norm_has_groups_of_its_own()
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        using var plain = Toy.Filled(new AutoencoderResnetBlock(_shape));
        using var fine = Toy.Filled(new AutoencoderResnetBlock(_shape with { GroupsOut = 8 }));
        var x = Toy.Input("x", 1, 8, 4, 4);
        Assert.That(plain.call(x).allclose(fine.call(x)), Is.False);
    }

    [Test]
    public void Halving_undoes_doubling_on_the_shortcut()
    {
        using var scope = NewDisposeScope();
        var x = Toy.Input("x", 1, 8, 3, 5);
        Assert.That(Resampling.Double(x).shape, Is.EqualTo(new long[] { 1, 8, 6, 10 }));
        Assert.That(Resampling.Halve(Resampling.Double(x)).allclose(x), Is.True);
    }

    [TestCase(true, 8)]
    [TestCase(false, 2)]
    public void A_block_may_change_the_size(bool up, long side)
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        var shape = _shape with { Time = 6, Resample = up ? Resampling.Double : Resampling.Halve };
        using var block = Toy.Filled(new ResnetBlock(shape));
        var y = block.call(Toy.Input("x", 2, 8, 4, 4), TimeField.OfEmbeddings(Toy.Input("temb", 2, 6)));
        Assert.That(y.shape, Is.EqualTo(new[] { 2, 8, side, side }));
    }

    [Test]
    public void Time_may_be_projected_without_its_activation()
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        using var block = Toy.Filled(new ResnetBlock(_shape with { Time = 6 }));
        var (x, time) = (Toy.Input("x", 1, 8, 4, 4), Toy.Input("temb", 1, 6));
        var (once, bare) = (block.call(x, TimeField.OfEmbeddings(time)), block.call(x, TimeField.OfEmbeddings(time.silu(), activate: false)));
        Assert.That((once - bare).abs().max().item<float>(), Is.LessThan(1e-6));
    }
}
