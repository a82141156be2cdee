using TorchTss.Runtime;

namespace TorchTss.Metrics.Musiq;

/// <summary>Settings of MUSIQ.</summary>
internal sealed record MusiqOptions
{
    /// <summary>Which of the published networks.</summary>
    [Setting("what it was trained on: koniq (the papers' one), ava, spaq or paq2piq")]
    public MusiqWeights Weights { get; init; } = MusiqWeights.Koniq;
}
