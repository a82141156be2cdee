using TorchTss.Networks;
using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Tests.Networks;

public sealed class TimestepMapTests
{
    [Test]
    public void A_map_that_says_the_same_everywhere_is_a_scalar()
    {
        using var scope = NewDisposeScope();
        var map = new TimestepMap(full(2, 1, 6, 5, 613L), new AreaLevelMap());
        Assert.That(map.Values.shape, Is.EqualTo(new long[] { 1, 1, 1 }));
        Assert.That(map.Levels(6, 5, 4).BySize.Keys, Is.EqualTo(new[] { (1L, 1L) }));
    }

    [Test]
    public void Items_keep_their_own_scalars_and_share_equal_maps()
    {
        using var scope = NewDisposeScope();
        Assert.That(new TimestepMap(tensor(new long[] { 999, 17 }), new AreaLevelMap()).Values.shape, Is.EqualTo(new long[] { 2, 1, 1 }));
        Assert.That(new TimestepMap(tensor(new double[] { 5, 5, 7, 7 }, [2, 1, 2]), new AreaLevelMap()).Values.shape,
            Is.EqualTo(new long[] { 2, 1, 1 }));
        Assert.That(new TimestepMap(arange(6).view(1, 1, 2, 3).expand(2, 1, 2, 3), new AreaLevelMap()).Values.shape,
            Is.EqualTo(new long[] { 1, 2, 3 }));
    }

    [Test]
    public void Rows_lead_back_to_the_map_of_every_level()
    {
        using var scope = NewDisposeScope();
        var map = randint(0, 1000, [2, 13, 9], float64);
        var levels = new TimestepMap(map, new AreaLevelMap()).Levels(13, 9, 4);
        Assert.That(levels.BySize.Keys, Is.EqualTo(new[] { (13L, 9L), (7L, 5L), (4L, 3L), (2L, 2L) }));
        foreach (var (level, rows) in levels.BySize.Values.Index())
        {
            var back = levels.Distinct.index_select(0, rows.Used).index_select(0, rows.Rows.flatten()).view(rows.Rows.shape);
            Assert.That(back.eq(new AreaLevelMap().Reduce(map, level)).all().item<bool>(), Is.True, $"level {level}");
        }
    }

    [Test]
    public void Every_rule_leaves_a_constant_map_constant()
    {
        using var scope = NewDisposeScope();
        foreach (var rule in Catalog<ILevelMap>.Entries)
        {
            for (var level = 0; level < 4; level++)
            {
                var reduced = rule.Create([], "--level-map").Reduce(full(1, 9, 5, 437.0, float64), level);
                Assert.That(reduced.shape, Is.EqualTo(new long[] { 1, (9 + (1 << level) - 1) >> level, (5 + (1 << level) - 1) >> level }), rule.Name);
                Assert.That(reduced.eq(437).all().item<bool>(), Is.True, rule.Name);
            }
        }
    }

    [Test]
    public void A_map_of_another_size_than_the_latent_is_an_error()
    {
        using var scope = NewDisposeScope();
        var error = Assert.Throws<ArgumentException>(() => new TimestepMap(arange(6).view(1, 2, 3), new AreaLevelMap()).Levels(4, 6, 4));
        Assert.That(error!.Message, Is.EqualTo("the timestep map is 2×3, the latent 4×6"));
    }
}
