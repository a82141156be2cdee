using TorchTss.Runtime;

namespace TorchTss.Experiments;

/// <summary>How an experiment is run; nothing here changes a number of its results.</summary>
public sealed record ExperimentOptions
{
    /// <summary>Cells at a time, 1 or more; they share the cores.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>What stays beside the numbers.</summary>
    public Keep Keep { get; init; } = Keep.Pictures;

    /// <summary>The command that started it, for the report; null when a program did.</summary>
    public string? Command { get; init; }

    /// <summary>Throws when anything is wrong.</summary>
    /// <exception cref="UsageException">Fewer than one job.</exception>
    internal void Check()
    {
        if (Jobs < 1) throw new UsageException($"--jobs {Jobs}: at least one cell is made at a time; use 1 or more");
    }
}
