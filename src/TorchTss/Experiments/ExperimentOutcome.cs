namespace TorchTss.Experiments;

/// <summary>How a run of an experiment ended.</summary>
/// <param name="Count">All cells.</param>
/// <param name="Made">Cells that this run made.</param>
/// <param name="Kept">Cells that were there already, or that another process made.</param>
/// <param name="Failed">Cells that could not be made; the results file says why.</param>
public sealed record ExperimentOutcome(int Count, int Made, int Kept, int Failed);
