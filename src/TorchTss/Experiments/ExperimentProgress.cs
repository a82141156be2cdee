using TorchTss.Experiments.Results;

namespace TorchTss.Experiments;

/// <summary>Where an experiment stands, told after every cell.</summary>
/// <param name="Done">Cells that are finished, those of earlier runs included.</param>
/// <param name="Count">All cells.</param>
/// <param name="Setting">The setting of the cell.</param>
/// <param name="Input">Its picture.</param>
/// <param name="Seconds">What it took, scoring included.</param>
/// <param name="Failure">Why it could not be made; null when it was.</param>
public sealed record ExperimentProgress(int Done, int Count, ResultSetting Setting, ResultInput Input, double Seconds, string? Failure);
