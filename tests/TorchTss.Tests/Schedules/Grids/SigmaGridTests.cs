using TorchTss.Schedules;

namespace TorchTss.Tests.Schedules.Grids;

/// <summary>The grids that are given as noise levels: the published numbers (baselines.md 7), and what they agree on.</summary>
public sealed class SigmaGridTests
{
    private static readonly NoiseTable _table = NoiseTable.ScaledLinear();

    private static readonly object[] _published =
    [
        new object[] { "karras", new[] { 14.614641, 7.094411, 3.168603, 1.274100, 0.446918, 0.130308, 0.029167 } },
        new object[]
        {
            "karras", new[] { 14.614641, 9.102928, 5.478392, 3.168603, 1.749417, 0.914072, 0.446918, 0.201398, 0.081910, 0.029167 },
        },
        new object[] { "exponential-sigma", new[] { 14.614641, 5.185681, 1.840024, 0.652892, 0.231664, 0.082201, 0.029167 } },
        new object[]
        {
            "exponential-sigma", new[] { 14.614641, 7.324870, 3.671231, 1.840024, 0.922222, 0.462218, 0.231664, 0.116110, 0.058195, 0.029167 },
        },
        new object[] { "polyexponential:rho=0.5", new[] { 14.614641, 8.502544, 4.670339, 2.365961, 1.056036, 0.369081, 0.029167 } },
        new object[]
        {
            "polyexponential:rho=0.5",
            new[] { 14.614641, 10.241855, 7.014179, 4.670339, 3.001071, 1.840024, 1.056036, 0.546558, 0.231664, 0.029167 },
        },
        new object[] { "discrete", new[] { 14.614641, 5.948899, 2.918307, 1.615580, 0.932358, 0.493552, 0.029167 } },
        new object[]
        {
            "discrete", new[] { 14.614641, 7.839883, 4.609174, 2.918307, 1.950161, 1.344928, 0.932358, 0.624977, 0.368658, 0.029167 },
        },
        new object[] { "ays", new[] { 14.614641, 5.189446, 2.836968, 1.728900, 1.071424, 0.607848, 0.229142 } },
        new object[] { "ays:model=sdxl", new[] { 14.614641, 5.062968, 2.358338, 1.181665, 0.629470, 0.354288, 0.152919 } },
    ];

    [TestCaseSource(nameof(_published))]
    public void The_interpolated_sigmas_are_the_published_ones(string grid, double[] sigmas) =>
        Assert.That(Grid.Values(grid, sigmas.Length).Select(_table.SigmaAt), Is.EqualTo(sigmas).Within(1e-6));

    [Test]
    public void One_step_is_the_top(
        [Values("karras", "exponential-sigma", "polyexponential", "vp", "discrete", "ays", "dm-nonuniform")] string grid) =>
        Assert.That(Grid.Values(grid, 1), Is.EqualTo(new[] { 999.0 }));

    [Test]
    public void Polyexponential_with_exponent_one_is_exponential() =>
        Assert.That(Grid.Values("polyexponential", 12), Is.EqualTo(Grid.Values("exponential-sigma", 12)).Within(1e-9));

    [Test]
    public void All_but_align_your_steps_end_on_the_cleanest_level(
        [Values("karras", "exponential-sigma", "polyexponential", "vp", "discrete", "ays")] string grid) =>
        Assert.That(Grid.Values(grid, 9)[^1] == 0, Is.EqualTo(grid != "ays"));

    [Test]
    public void They_follow_the_table_of_the_host(
        [Values("karras", "exponential-sigma", "polyexponential", "vp", "ays", "dm-nonuniform")] string grid)
    {
        var other = BaseGrids.Create(grid).Values(NoiseTable.Linear().WithZeroTerminalSnr(), 9);
        Assert.That(other[0], Is.EqualTo(999));
        Assert.That(other.Zip(other.Skip(1)), Is.All.Matches<(double, double)>(p => p.Item1 > p.Item2));
        Assert.That(other[4], Is.Not.EqualTo(Grid.Values(grid, 9)[4]).Within(1));
    }
}
