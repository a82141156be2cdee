using TorchTss.Experiments.Results;

namespace TorchTss.Experiments.Frequency;

/// <summary>One setting of an analysis: every input is restored with it.</summary>
/// <param name="Strategy">Name of the strategy.</param>
/// <param name="Setting">Resolved settings under their key.</param>
/// <param name="Within">Whether it is followed step by step.</param>
/// <param name="Across">Whether its result is compared with that of the reference run.</param>
/// <param name="IsReference">Whether it is that reference run.</param>
internal sealed record FrequencyRun(string Strategy, ResultSetting Setting, bool Within, bool Across, bool IsReference)
{
    /// <summary>N.</summary>
    public int Steps => Setting.Settings.Steps!.Value;

    /// <summary>The seed.</summary>
    public long Seed => Setting.Settings.Seed;
}
