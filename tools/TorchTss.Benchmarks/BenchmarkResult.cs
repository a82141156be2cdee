namespace TorchTss.Benchmarks;

/// <summary>One way's times in milliseconds.</summary>
/// <param name="Name">The way.</param>
/// <param name="Wall">Elapsed time.</param>
/// <param name="Cpu">CPU time of the whole process.</param>
/// <param name="PairedCpu">Median ratio of CPU times to the first way's in the same round.</param>
internal sealed record BenchmarkResult(string Name, Statistic Wall, Statistic Cpu, double PairedCpu)
{
    /// <summary>Writes results, with ratios of medians to the first.</summary>
    public static void Print(IReadOnlyList<BenchmarkResult> results, TextWriter output)
    {
        var table = new TextTable("", "wall median ms", "min", "ratio", "cpu median ms", "min", "ratio", "paired");
        foreach (var r in results)
        {
            var (wall, cpu) = (r.Wall.Median / results[0].Wall.Median, r.Cpu.Median / results[0].Cpu.Median);
            table.Add(r.Name, r.Wall.Median, r.Wall.Minimum, wall, r.Cpu.Median, r.Cpu.Minimum, cpu, r.PairedCpu);
        }
        table.Print(output);
    }
}
