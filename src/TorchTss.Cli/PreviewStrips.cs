using TorchTss.Experiments.Frequency;
using TorchTss.Experiments.Results;
using static System.FormattableString;

namespace TorchTss.Cli;

/// <summary>The clean predictions of every iteration side by side, a row for each strategy (the paper's Fig. 8).</summary>
internal static class PreviewStrips
{
    private const int TilesInLine = 10;

    /// <summary>One picture per input and N, of the first seed.</summary>
    /// <returns>How many were written.</returns>
    public static int Write(string folder, FrequencyPlan plan, ResultsFile file)
    {
        var count = 0;
        var first = plan.Request.Seeds[0];
        foreach (var cells in plan.Cells.Where(c => c.Run.Within && c.Run.Seed == first).GroupBy(c => (c.Input.Row.Name, c.Run.Steps)))
        {
            PreviewRow[] rows = [.. cells.SelectMany(c => Rows(c, file))];
            if (rows.Length == 0) continue;
            PictureFile.Write(Path.Combine(folder, Invariant($"{cells.Key.Name}-{cells.Key.Steps}.png")), PreviewSheet.Png(rows));
            count++;
        }
        return count;
    }

    /// <summary>More than a line holds go on in the next.</summary>
    private static IEnumerable<PreviewRow> Rows(FrequencyCell cell, ResultsFile file)
    {
        var tiles = from step in file.Steps(cell.Id)
                    where step.Preview is not null
                    let timesteps = SettingsText.Timesteps(step.LowestTimestep, step.HighestTimestep)
                    select new PreviewTile(Invariant($"k {step.Index + 1}  t {timesteps}"), step.Preview!);
        return tiles.Chunk(TilesInLine).Select((line, i) => new PreviewRow(i == 0 ? cell.Run.Strategy : "", line));
    }
}
