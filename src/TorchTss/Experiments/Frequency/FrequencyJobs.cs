using TorchTss.Experiments.Results;

namespace TorchTss.Experiments.Frequency;

/// <summary>What of a plan is still to be done.</summary>
internal static class FrequencyJobs
{
    /// <summary>By picture and seed; in each, the long run comes first.</summary>
    /// <param name="plan">All of it.</param>
    /// <param name="file">What is done; null: nothing.</param>
    public static IReadOnlyList<IReadOnlyList<FrequencyJob>> Missing(FrequencyPlan plan, ResultsFile? file)
    {
        var done = file is null ? [] : file.Cells().Select(c => c.Id).ToHashSet();
        var (within, across) = file is null ? (new HashSet<string>(), new HashSet<string>())
            : (new SpectrumTable(file).Cells(SpectrumKind.Within), new SpectrumTable(file).Cells(SpectrumKind.Across));
        return
        [
            .. plan.Cells.GroupBy(c => (c.Input.Row.Id, c.Run.Seed)).Select(g => Jobs([.. g], IsDone)).Where(jobs => jobs.Count > 0),
        ];

        bool IsDone(FrequencyCell c) =>
            done.Contains(c.Id) && (!c.Run.Within || within.Contains(c.Id)) && (!c.Run.Across || across.Contains(c.Id));
    }

    private static IReadOnlyList<FrequencyJob> Jobs(FrequencyCell[] cells, Func<FrequencyCell, bool> isDone)
    {
        FrequencyJob[] missing = [.. cells.Where(c => !isDone(c)).Select(c => new FrequencyJob(c, Record: true))];
        if (!missing.Any(j => j.Cell.Run.Across) || missing.Any(j => j.Cell.Run.IsLong)) return missing;
        return [new FrequencyJob(cells.Single(c => c.Run.IsLong), Record: false), .. missing];
    }
}
