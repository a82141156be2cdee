namespace TorchTss.Experiments.Frequency;

/// <summary>What a run is measured against.</summary>
internal enum SpectrumKind
{
    /// <summary>Every step against the run's own result, or the given reference.</summary>
    Within,

    /// <summary>The result against that of the long uniform run.</summary>
    Across,
}
