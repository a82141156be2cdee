using TorchTss.Networks;
using static TorchSharp.torch;

namespace TorchTss.Tests.Networks;

public sealed class NearestLevelMapTests
{
    [Test] // 15 → 8 picks rows 0 2 … 14; an interpolation to that size would pick 0 1 3 5 …
    public void Takes_the_first_position_of_every_cell()
    {
        using var scope = NewDisposeScope();
        var map = 100 + 10 * arange(15, float64).view(1, 15, 1) + 50 * arange(13, float64).view(1, 1, 13);
        Assert.That(new NearestLevelMap().Reduce(map, 3).flatten().data<double>(), Is.EqualTo(new double[] { 100, 500, 180, 580 }));
        var rows = new NearestLevelMap().Reduce(map, 1)[0, .., 0];
        Assert.That(rows.data<double>(), Is.EqualTo(new double[] { 100, 120, 140, 160, 180, 200, 220, 240 }));
    }
}
