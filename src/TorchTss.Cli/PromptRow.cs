namespace TorchTss.Cli;

/// <summary>The texts of one picture.</summary>
/// <param name="Prompt">What it shows.</param>
/// <param name="Negative">What it is guided away from; null where nothing is said.</param>
/// <param name="Source">Where that stands: file and line.</param>
internal sealed record PromptRow(string Prompt, string? Negative, string Source);
