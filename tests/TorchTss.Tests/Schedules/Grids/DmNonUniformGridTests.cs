using TorchTss.Schedules;
using TorchTss.Schedules.Grids;
using TorchTss.Schedules.StepOptim;

namespace TorchTss.Tests.Schedules.Grids;

/// <summary>The optimised steps of baselines.md 6.5.</summary>
public sealed class DmNonUniformGridTests
{
    private static readonly NoiseTable _table = NoiseTable.ScaledLinear();

    [TestCase(3, new[] { 999, 447, 165 })]
    [TestCase(4, new[] { 999, 576, 313, 98 })]
    [TestCase(5, new[] { 999, 601, 375, 207, 79 })]
    [TestCase(6, new[] { 999, 661, 435, 309, 178, 62 })]
    [TestCase(7, new[] { 999, 739, 546, 464, 287, 146, 41 })]
    [TestCase(8, new[] { 999, 695, 505, 365, 254, 175, 109, 42 })]
    [TestCase(10, new[] { 999, 722, 549, 421, 318, 235, 168, 119, 77, 32 })]
    [TestCase(14, new[] { 999, 753, 603, 494, 404, 329, 266, 211, 164, 125, 92, 67, 46, 22 })]
    [TestCase(15, new[] { 999, 758, 612, 506, 420, 347, 285, 231, 184, 144, 110, 82, 60, 41, 20 })]
    [TestCase(20, new[] { 999, 777, 645, 552, 477, 414, 360, 311, 267, 228, 192, 160, 131, 106, 84, 65, 50, 38, 27, 14 })]
    public void Indices_are_those_of_the_minimum(int steps, int[] indices)
    {
        var found = Grid.Indices("dm-nonuniform", steps);
        TestContext.Out.WriteLine(string.Join(" ", found));
        Assert.That(found, Is.EqualTo(indices));
    }

    private static readonly object[] _sigmas =
    [
        new object[] { new[] { 14.6146, 1.35819, 0.49081 } },
        new object[] { new[] { 14.6146, 2.10126, 0.87206, 0.34035 } },
        new object[] { new[] { 14.6146, 2.28897, 1.07321, 0.58894, 0.29517 } },
        new object[] { new[] { 14.6146, 2.86838, 1.30628, 0.85781, 0.51913, 0.25556 } },
        new object[] { new[] { 14.6146, 3.91677, 1.88794, 1.43641, 0.79469, 0.44685, 0.20244 } },
    ];

    [TestCaseSource(nameof(_sigmas))] // what SUPIR's Euler takes
    public void Not_rounded_they_are_the_sigmas_of_the_minimum(double[] sigmas) =>
        Assert.That(Grid.Values("dm-nonuniform", sigmas.Length).Select(_table.SigmaAt), Is.EqualTo(sigmas).Within(0.1).Percent);

    [Test]
    public void An_origin_is_the_start_itself()
    {
        var times = Grid.Values("dm-nonuniform:init=unif-t-origin", 5).Select(v => (v + 1) / 1000);
        Assert.That(times, Is.EqualTo(new[] { 1, 0.8002, 0.6004, 0.4006, 0.2008 }).Within(1e-5));
    }

    [Test]
    public void Any_start_leads_to_the_same_steps([Values("unif", "quad", "edm")] string init, [Values(4, 7, 14)] int steps) =>
        Assert.That(Grid.Values($"dm-nonuniform:init={init}", steps), Is.EqualTo(Grid.Values("dm-nonuniform", steps)).Within(0.1));

    [Test]
    public void Settings_change_the_minimum([Values("power=1", "trunc=0", "eps=0.01")] string setting) =>
        Assert.That(Grid.Values($"dm-nonuniform:{setting}", 5)[2], Is.Not.EqualTo(Grid.Values("dm-nonuniform", 5)[2]).Within(1));

    [Test] // f 7.42 at the minimum, 9.59 with equal steps of t
    public void Beyond_the_search_the_stretched_steps_stay_close_to_the_minimum()
    {
        var lambda = new DmNonUniformGrid(new()).Lambda(_table, 30);
        var found = new StepObjective(30, 2).Of(lambda);
        TestContext.Out.WriteLine($"stretched to 30: {found:f4}");
        Assert.That(found, Is.LessThan(1.03 * 7.4213));
    }

    [Test]
    public void Asking_again_searches_no_second_time()
    {
        var grid = new DmNonUniformGrid(new());
        var first = grid.Lambda(_table, 6);
        Assert.That(grid.Lambda(_table, 6), Is.SameAs(first));
        Assert.That(grid.Lambda(_table, 5), Is.Not.SameAs(first));
    }
}
