using TorchTss.Experiments.Axes;

namespace TorchTss.Experiments;

/// <summary>What is to be tried on which pictures and how it is judged; nothing of it has run yet.</summary>
public sealed record Experiment
{
    /// <summary>A line that says what it is about.</summary>
    public string Title { get; init; } = "Ablation";

    /// <summary>The settings that every cell begins with.</summary>
    public RunSettings Base { get; init; } = new();

    /// <summary>What varies; every combination of values is one setting, the first axis outermost.</summary>
    public IReadOnlyList<Axis> Axes { get; init; } = [];

    /// <summary>Metrics by name, with their settings: "niqe", "ssim:channel=rgb".</summary>
    public IReadOnlyList<string> Metrics { get; init; } = [];

    /// <summary>Axis values of the settings that the others are compared with, for instance tss = off; the other axes stay as they are.</summary>
    /// <remarks>Empty: the first value of the axis "tss" where there is one, else of the first axis that is not a repetition.</remarks>
    public IReadOnlyDictionary<string, string> Baseline { get; init; } = new Dictionary<string, string>();

    /// <summary>The numbers of a paper to be shown beside ours, as JSON; null without.</summary>
    public string? Paper { get; init; }
}
