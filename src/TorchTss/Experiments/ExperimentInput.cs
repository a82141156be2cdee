namespace TorchTss.Experiments;

/// <summary>A picture file, with its original where there is one.</summary>
/// <param name="Path">The low-resolution picture.</param>
/// <param name="Reference">The original, as large as the result will be; null without one.</param>
public sealed record ExperimentInput(string Path, string? Reference);
