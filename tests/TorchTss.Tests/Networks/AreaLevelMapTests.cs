using TorchTss.Networks;
using static TorchSharp.torch;

namespace TorchTss.Tests.Networks;

public sealed class AreaLevelMapTests
{
    [TestCase(1, new double[] { 220, 300, 380, 460, 540, 620, 700, 780 })]
    [TestCase(2, new double[] { 260, 420, 580, 740 })]
    [TestCase(3, new double[] { 340, 660 })]
    public void Levels_are_those_of_the_specification(int level, double[] expected)
    {
        using var scope = NewDisposeScope();
        var map = (200 + 40 * arange(16, float64)).view(1, 1, 16).expand(1, 16, 16);
        var reduced = new AreaLevelMap().Reduce(map, level);
        Assert.That(reduced.shape, Is.EqualTo(new long[] { 1, 16 >> level, 16 >> level }));
        Assert.That(reduced[0, ^1].data<double>(), Is.EqualTo(expected));
    }

    [Test]
    public void Partial_cells_average_what_exists()
    {
        using var scope = NewDisposeScope();
        var map = 100 + 10 * arange(15, float64).view(1, 15, 1) + 50 * arange(13, float64).view(1, 1, 13);
        Assert.That(new AreaLevelMap().Reduce(map, 3).flatten().data<double>(), Is.EqualTo(new double[] { 310, 635, 385, 710 }));
    }

    [Test]
    public void Halves_round_up()
    {
        using var scope = NewDisposeScope();
        Assert.That(new AreaLevelMap().Reduce(tensor(new double[] { 2, 3, 3, 2 }, [1, 2, 2]), 1).item<double>(), Is.EqualTo(3));
        Assert.That(new AreaLevelMap().Reduce(tensor(new double[] { 1, 2, 2, 1 }, [1, 2, 2]), 1).item<double>(), Is.EqualTo(2));
    }

    [Test]
    public void Every_item_of_a_batch_decides_for_itself_whether_to_round()
    {
        using var scope = NewDisposeScope();
        var map = tensor(new double[] { 1.5, 2, 2, 1, 2, 3, 3, 2 }, [2, 2, 2]);
        Assert.That(new AreaLevelMap().Reduce(map, 1).flatten().data<double>(), Is.EqualTo(new[] { 1.625, 3 }));
    }

    [Test]
    public void A_fractional_map_stays_fractional_on_every_level()
    {
        using var scope = NewDisposeScope();
        var map = tensor(new double[] { 1.5, 2, 2, 1 }, [1, 2, 2]);
        Assert.That(new AreaLevelMap().Reduce(map, 0).eq(map).all().item<bool>(), Is.True);
        Assert.That(new AreaLevelMap().Reduce(map, 1).item<double>(), Is.EqualTo(1.625));
    }
}
