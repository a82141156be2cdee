using System.Collections.Concurrent;
using TorchSharp;
using TorchTss.Schedules;

namespace TorchTss.Tests.Schedules.Grids;

/// <summary>A grid of the catalogue as numbers.</summary>
internal static class Grid
{
    private static readonly NoiseTable _table = NoiseTable.ScaledLinear();
    private static readonly ConcurrentDictionary<string, IBaseGrid> _grids = [];       // one that searches its steps remembers them

    public static double[] Values(string name, int steps) => [.. Of(name).Values(_table, steps)];

    /// <summary>Its own rounding, without any warp.</summary>
    public static int[] Indices(string name, int steps)
    {
        using var scope = torch.NewDisposeScope();
        var index = TableIndex.Of(torch.tensor(Values(name, steps)), Of(name), TimestepRounding.Host, _table.Count);
        return [.. index.data<double>().Select(i => (int)i)];
    }

    private static IBaseGrid Of(string name) => _grids.GetOrAdd(name, BaseGrids.Create);
}
