using System.Diagnostics;

namespace TorchTss.Benchmarks;

/// <summary>Compares ways of doing the same thing: rounds in which each runs once, so that a neighbour's load hits all alike.</summary>
/// <remarks>The CPU time of the process (all threads) is steadier than wall time on a shared machine.
/// The first way is the reference of the ratios.</remarks>
internal sealed class BenchmarkRound
{
    private readonly List<(string Name, Action Work)> _ways = [];

    /// <summary>Adds a way; it must do all its work before it returns.</summary>
    public BenchmarkRound Add(string name, Action work)
    {
        _ways.Add((name, work));
        return this;
    }

    /// <summary>One untimed round, then <paramref name="rounds"/> timed ones.</summary>
    public IReadOnlyList<BenchmarkResult> Run(int rounds)
    {
        foreach (var (_, work) in _ways) work();
        var wall = _ways.Select(_ => new double[rounds]).ToArray();
        var cpu = _ways.Select(_ => new double[rounds]).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            for (var way = 0; way < _ways.Count; way++)
            {
                var (cpuBefore, start) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
                _ways[way].Work();
                wall[way][round] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                cpu[way][round] = (Environment.CpuUsage.TotalTime - cpuBefore).TotalMilliseconds;
            }
        }
        return [.. _ways.Select((way, i) => new BenchmarkResult(way.Name, Statistic.Of(wall[i]), Statistic.Of(cpu[i]), Paired(cpu[i], cpu[0])))];
    }

    /// <summary>Median over the rounds of one way's time over the reference's in the same round: what drifts, drifts for both.</summary>
    private static double Paired(double[] way, double[] reference) => Statistic.Of([.. way.Zip(reference, (w, r) => w / r)]).Median;
}
