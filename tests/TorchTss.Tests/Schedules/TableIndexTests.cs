using TorchSharp;
using TorchTss.Schedules;

namespace TorchTss.Tests.Schedules;

public sealed class TableIndexTests
{
    [Test]
    [TestCase("linspace", TimestepRounding.Host, new[] { 0.0, 2, 2, 4, 500, 999 })]
    [TestCase("uniform", TimestepRounding.Host, new[] { 1.0, 2, 3, 4, 500, 999 })]
    [TestCase("legacy-ddpm", TimestepRounding.Host, new[] { 0.0, 1, 2, 3, 499, 999 })]
    [TestCase("karras", TimestepRounding.Host, new[] { 0.5, 1.5, 2.5, 3.5, 499.5, 999 })]
    [TestCase("legacy-ddpm", TimestepRounding.Nearest, new[] { 1.0, 2, 3, 4, 500, 999 })]
    [TestCase("linspace", TimestepRounding.Floor, new[] { 0.0, 1, 2, 3, 499, 999 })]
    [TestCase("linspace", TimestepRounding.None, new[] { 0.5, 1.5, 2.5, 3.5, 499.5, 999 })]
    [TestCase("uniform", TimestepRounding.NearestEven, new[] { 0.0, 2, 2, 4, 500, 999 })]
    public void Ties_go_where_the_rule_says(string grid, TimestepRounding rounding, double[] expected) =>
        Assert.That(Of([0.5, 1.5, 2.5, 3.5, 499.5, 999], grid, rounding), Is.EqualTo(expected));

    [Test]
    public void The_papers_grid_counts_from_one_and_clamps_after_rounding() =>
        Assert.That(Of([0.2, 0.5, 1, 1.4, 1000], "paper", TimestepRounding.Host), Is.EqualTo(new[] { 0.0, 0, 0, 0, 999 }));

    private static double[] Of(double[] real, string grid, TimestepRounding rounding)
    {
        using var scope = torch.NewDisposeScope();
        return TableIndex.Of(torch.tensor(real), BaseGrids.Create(grid), rounding, 1000).data<double>().ToArray();
    }
}
