using TorchTss.Experiments.Results;

namespace TorchTss.Experiments.Frequency;

/// <summary>One setting of an analysis: every input is restored with it.</summary>
/// <param name="Setting">Resolved settings under their key.</param>
/// <param name="Within">Whether it is followed step by step.</param>
/// <param name="Across">Whether its result is compared with that of the long run.</param>
/// <param name="IsLong">Whether it is that long run.</param>
internal sealed record FrequencyRun(ResultSetting Setting, bool Within, bool Across, bool IsLong)
{
    /// <summary>As the user wrote it.</summary>
    public string Strategy => Setting.Axes.Single(a => a.Key == SamplingStrategies.Name).Value;

    /// <summary>N.</summary>
    public int Steps => Setting.Settings.Steps!.Value;

    /// <summary>The seed.</summary>
    public long Seed => Setting.Settings.Seed;
}
