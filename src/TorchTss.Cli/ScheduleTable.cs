using TorchTss.Schedules;
using static TorchSharp.torch;

namespace TorchTss.Cli;

/// <summary>A schedule as columns: one value, the values for v = 0, 0.5 and 1, or a map's smallest, mean and largest.</summary>
internal sealed record ScheduleTable(IReadOnlyList<string> Columns, IReadOnlyList<ScheduleTable.Row> Steps)
{
    internal sealed record Row(int Step, IReadOnlyList<Cell> Cells);

    internal sealed record Cell(double Timestep, double Sigma);

    /// <param name="schedule">Any schedule.</param>
    /// <param name="byValue">Its three positions stand for v = 0, 0.5 and 1.</param>
    public static ScheduleTable Of(SamplingSchedule schedule, bool byValue)
    {
        using var scope = NewDisposeScope();
        var columns = byValue ? new[] { "v = 0", "v = 0.5", "v = 1" }
            : schedule.Steps.All(s => s.From.Timestep.numel() == 1) ? ["t (σ)"]
            : ["smallest", "mean", "largest"];
        return new ScheduleTable(columns, [.. schedule.Steps.Select((s, k) => new Row(k + 1, Cells(s.From, columns.Length, byValue)))]);
    }

    private static Cell[] Cells(NoiseLevel level, int columns, bool byValue)
    {
        double[] Summary(Tensor map) => columns == 1 ? [map.item<double>()]
            : byValue ? map.expand(1, 1, 1, 3).contiguous().data<double>().ToArray()
            : [map.min().item<double>(), map.mean().item<double>(), map.max().item<double>()];
        return [.. Summary(level.Timestep).Zip(Summary(level.Sigma), (t, s) => new Cell(t, s))];
    }
}
