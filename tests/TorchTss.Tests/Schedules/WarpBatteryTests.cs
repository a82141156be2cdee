using TorchSharp;
using TorchTss.Runtime;
using TorchTss.Schedules;

namespace TorchTss.Tests.Schedules;

/// <summary>What holds for every warp of the catalogue, on every grid of the catalogue.</summary>
public sealed class WarpBatteryTests
{
    private static readonly NoiseTable _table = NoiseTable.ScaledLinear();

    private static IEnumerable<string> Warps => Catalog<ITimeWarp>.Entries.Select(e => e.Name);

    private static IEnumerable<string> Grids => Catalog<IBaseGrid>.Entries.Select(e => e.Name);

    [Test]
    public void Never_rises_along_a_grid([ValueSource(nameof(Warps))] string warp, [ValueSource(nameof(Grids))] string grid)
    {
        var (f, g) = (TimeWarps.Create(warp), BaseGrids.Create(grid));
        foreach (var steps in new[] { 1, 2, 7, 20, 100, 1000 })
        {
            foreach (var (a, n) in new[] { (0.4, 1.0), (0.5, 1.5), (0.63, 2.5) })
            {
                var t = Curve.Of(f, [.. g.Values(_table, steps)], a, n, g.Top);
                Assert.That(t.Zip(t.Skip(1)), Is.All.Matches<(double, double)>(p => p.Item1 >= p.Item2), $"N = {steps}, a = {a}, n = {n}");
                Assert.That(t, Is.All.InRange(0, g.Top));
            }
        }
    }

    [Test]
    public void Does_not_see_a_parameter_it_does_not_claim([ValueSource(nameof(Warps))] string warp)
    {
        var f = TimeWarps.Create(warp);
        var t = Enumerable.Range(0, 1000).Select(i => (double)i).ToArray();
        Assert.That(Curve.Of(f, t, 0.4, 1.5).SequenceEqual(Curve.Of(f, t, 0.4, 2)), Is.Not.EqualTo(f.UsesPower));
        Assert.That(Curve.Of(f, t, 0.4, 1.5).SequenceEqual(Curve.Of(f, t, 0.6, 1.5)), Is.Not.EqualTo(f.UsesTransition));
    }

    [Test]
    public void Power_one_is_the_identity_for_functions_of_n([ValueSource(nameof(Warps))] string warp)
    {
        var f = TimeWarps.Create(warp);
        var t = Enumerable.Range(0, 2000).Select(i => i * 0.4997).ToArray();
        if (f.UsesPower) Assert.That(Curve.Of(f, t, 0.37, 1), Is.EqualTo(t));
    }

    [Test]
    public void Leaves_no_tensor_behind([ValueSource(nameof(Warps))] string warp)
    {
        var before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        _ = Curve.Of(TimeWarps.Create(warp), [1, 2, 3], 0.5, 1.5);
        Assert.That(DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount, Is.EqualTo(before));
    }
}
