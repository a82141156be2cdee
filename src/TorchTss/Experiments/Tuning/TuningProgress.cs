namespace TorchTss.Experiments.Tuning;

/// <summary>Where a search stands.</summary>
/// <param name="Text">A line about the round: what begins, or what came of it.</param>
/// <param name="Cell">The run that was just made, with its place in the round; null at the beginning and the end of a round.</param>
public sealed record TuningProgress(string Text, ExperimentProgress? Cell);
