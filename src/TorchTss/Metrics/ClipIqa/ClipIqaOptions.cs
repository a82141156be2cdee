using TorchTss.Runtime;

namespace TorchTss.Metrics.ClipIqa;

/// <summary>Settings of CLIP-IQA.</summary>
internal sealed record ClipIqaOptions
{
    /// <summary>The texts.</summary>
    [Setting("five: pyiqa's pairs of texts; paper: the one pair Good photo. / Bad photo.")]
    public ClipPrompts Prompts { get; init; } = ClipPrompts.Five;

    /// <summary>Positions in the attention pool.</summary>
    [Setting("add CLIP's positions, resized to the picture, as CLIP-IQA+ does")]
    public bool PosEmbedding { get; init; }
}
