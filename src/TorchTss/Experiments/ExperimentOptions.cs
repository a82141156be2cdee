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
}
