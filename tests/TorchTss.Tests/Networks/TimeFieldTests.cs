using TorchTss.Networks;
using static TorchSharp.torch;

namespace TorchTss.Tests.Networks;

public sealed class TimeFieldTests
{
    [Test]
    public void A_constant_map_computes_what_the_scalar_computes_bit_for_bit()
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        using var unet = Toy.Filled(new UNet(Toy.UNetA));
        var latent = Toy.Input("sample", 2, 4, 11, 14);
        var scalar = Toy.Run(unet, latent, tensor(613L), Toy.Text());
        Assert.That(Toy.Run(unet, latent, full(2, 1, 11, 14, 613.0, float64), Toy.Text()).eq(scalar).all().item<bool>(), Is.True);
        Assert.That(Toy.Run(unet, latent, tensor(new long[] { 613, 613 }), Toy.Text()).eq(scalar).all().item<bool>(), Is.True);
    }

    [Test] // specification §7.3: at most 3e-6 on outputs of order 1
    public void Distinct_rows_and_a_gather_equal_an_embedding_at_every_position()
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        using var embedding = Toy.Filled(new TimestepEmbedding(32, 128));
        using var block = Toy.Filled(new ResnetBlock(new ResnetShape(32, 64, 128, 8, 1e-5)));
        var (map, sinusoid) = (randint(0, 1000, [2, 12, 10], float64), new Sinusoid(32));
        var added = Toy.Input("added", 2, 128);
        var levels = new TimestepMap(map, new AreaLevelMap()).Levels(12, 10, 1);
        var gathered = TimeField.Of(levels, embedding.call(sinusoid.Of(levels.Distinct)), added);
        var everywhere = embedding.call(sinusoid.Of(map.flatten())).view(2, 120, 128) + added.unsqueeze(1);
        var dense = TimeField.OfEmbeddings(everywhere.transpose(1, 2).contiguous().view(2, 128, 12, 10));
        var x = Toy.Input("x", 2, 32, 12, 10);
        Assert.That((block.call(x, gathered) - block.call(x, dense)).abs().max().item<float>(), Is.LessThanOrEqualTo(3e-6));
    }

    [Test]
    public void A_block_at_a_size_that_is_no_level_is_an_error()
    {
        using var scope = NewDisposeScope();
        using var projection = nn.Linear(8, 4);
        var levels = new TimestepMap(arange(12).view(1, 3, 4), new AreaLevelMap()).Levels(3, 4, 2);
        var field = TimeField.Of(levels, zeros(levels.Distinct.numel(), 8));
        var error = Assert.Throws<ArgumentException>(() => field.Project(projection, zeros(1, 4, 3, 3)));
        Assert.That(error!.Message, Is.EqualTo("no level of the timestep map is 3×3; levels: 3×4, 2×2"));
    }

    [Test] // specification §1.5
    public void Sinusoid_has_the_published_values()
    {
        using var scope = NewDisposeScope();
        var cosineFirst = new Sinusoid(320).Of(tensor(999L).view(1))[0];
        int[] at = [0, 1, 2, 159, 160, 161, 319];
        double[] expected = [0.99964982, 0.80267751, -0.27806213, 0.99440634, -0.02646075, 0.59641331, 0.10562206];
        // one last bit of a frequency is worth 6e-5
        Assert.That(at.Select(i => cosineFirst[i].item<float>()), Is.EqualTo(expected).Within(2.5e-4));
        var sineFirst = new Sinusoid(320, CosineFirst: false).Of(tensor(999L).view(1))[0];
        Assert.That(sineFirst.eq(cosineFirst.roll(160)).all().item<bool>(), Is.True);
    }

    [Test]
    public void An_odd_sinusoid_ends_in_a_zero()
    {
        using var scope = NewDisposeScope();
        var odd = new Sinusoid(9).Of(tensor(new[] { 3.5, 7 }));
        Assert.That(odd.shape, Is.EqualTo(new long[] { 2, 9 }));
        Assert.That(odd[.., ^1].data<float>(), Is.All.Zero);
    }

    [Test]
    public void Text_time_without_pooled_text_is_an_error()
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        using var unet = new UNet(Toy.UNetC);
        var error = Assert.Throws<ArgumentException>(() => Toy.Run(unet, Toy.Input("sample", 1, 4, 8, 8), tensor(1L), Toy.Text(1)));
        Assert.That(error!.Message, Is.EqualTo("this network needs pooled text and time ids"));
    }
}
