using TorchTss.Experiments.Results;

namespace TorchTss.Experiments.Frequency;

/// <summary>One run on one picture.</summary>
/// <param name="Input">The picture.</param>
/// <param name="Run">The setting.</param>
internal sealed record FrequencyCell(FrequencyInput Input, FrequencyRun Run)
{
    /// <summary>Its key in a results file.</summary>
    public string Id { get; } = ResultKey.Of(Run.Setting.Id, Input.Record.Id);
}
