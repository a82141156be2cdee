using TorchTss.Experiments.Results;

namespace TorchTss.Experiments;

/// <summary>One setting on one picture: the unit of work.</summary>
/// <param name="Id">Hash of both: the same in every process.</param>
/// <param name="Setting">What is tried.</param>
/// <param name="Input">On which picture.</param>
internal sealed record ExperimentCell(string Id, ResultSetting Setting, ResultInput Input);
