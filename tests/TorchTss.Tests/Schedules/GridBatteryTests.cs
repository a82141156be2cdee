using TorchTss.Runtime;
using TorchTss.Schedules;
using TorchTss.Tests.Schedules.Grids;

namespace TorchTss.Tests.Schedules;

/// <summary>What holds for every base grid of the catalogue.</summary>
public sealed class GridBatteryTests
{
    private static IEnumerable<string> Names => Catalog<IBaseGrid>.Entries.Select(e => e.Name);

    [Test]
    public void Has_N_values_that_fall_and_stay_in_range([ValueSource(nameof(Names))] string name)
    {
        foreach (var steps in new[] { 1, 2, 3, 7, 10, 48, 61, 96, 100, 333, 500, 999, 1000 })
        {
            var values = Grid.Values(name, steps);
            Assert.That(values, Has.Length.EqualTo(steps));
            Assert.That(values, Is.All.InRange(0, BaseGrids.Create(name).Top));
            if (steps <= 500) Assert.That(values.Zip(values.Skip(1)), Is.All.Matches<(double, double)>(p => p.Item1 > p.Item2), $"N = {steps}");
        }
    }

    [Test]
    public void Begins_at_the_top_but_for_leading([ValueSource(nameof(Names))] string name)
    {
        var values = Grid.Values(name, 7);
        Assert.That(values[0] == BaseGrids.Create(name).Top, Is.EqualTo(name != "leading"));
    }

    [Test]
    public void Indices_stay_in_the_table_at_any_length([ValueSource(nameof(Names))] string name)
    {
        for (var steps = 1; steps <= 1000; steps += 37) Assert.That(Grid.Indices(name, steps), Is.All.InRange(0, 999));
    }
}
