namespace TorchTss.Experiments.Results;

/// <summary>A picture that is restored, with its original where there is one.</summary>
/// <param name="Id">Hash of the pixels of both.</param>
/// <param name="Name">File name without extension.</param>
/// <param name="Path">Where it was read from.</param>
/// <param name="Picture">Key of the input's pixels (<see cref="ResultsFile.Picture"/>).</param>
/// <param name="Reference">Key of the original's pixels; null without one.</param>
public sealed record ResultInput(string Id, string Name, string Path, string Picture, string? Reference);
