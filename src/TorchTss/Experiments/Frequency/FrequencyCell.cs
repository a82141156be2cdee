using TorchTss.Experiments.Results;

namespace TorchTss.Experiments.Frequency;

/// <summary>One run on one picture.</summary>
/// <param name="Input">The picture.</param>
/// <param name="Run">The setting.</param>
internal sealed record FrequencyCell(PlannedInput Input, FrequencyRun Run)
{
    /// <summary>The same as any experiment's cell.</summary>
    public ExperimentCell Cell { get; } = new(ResultKey.Of(Run.Setting.Id, Input.Row.Id), Run.Setting, Input.Row);

    /// <summary>Its key in a results file.</summary>
    public string Id => Cell.Id;
}
