using TorchSharp;
using TorchTss.Schedules;

namespace TorchTss.Tests.Schedules.Grids;

/// <summary>A grid of the catalogue as numbers.</summary>
internal static class Grid
{
    private static readonly NoiseTable _table = NoiseTable.ScaledLinear();

    public static double[] Values(string name, int steps) => [.. BaseGrids.Create(name).Values(_table, steps)];

    /// <summary>Its own rounding, without any warp.</summary>
    public static int[] Indices(string name, int steps)
    {
        using var scope = torch.NewDisposeScope();
        var index = TableIndex.Of(torch.tensor(Values(name, steps)), BaseGrids.Create(name), TimestepRounding.Host, _table.Count);
        return [.. index.data<double>().Select(i => (int)i)];
    }
}
