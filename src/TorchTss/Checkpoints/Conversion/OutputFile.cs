using TorchSharp;

namespace TorchTss.Checkpoints.Conversion;

/// <summary>A weight file to be written, or a set of shards.</summary>
/// <param name="Path">Within the output, with forward slashes; empty where the output is the file.</param>
/// <param name="Source">Its tensors; disposed with the plan.</param>
internal sealed record OutputFile(string Path, ICheckpoint Source)
{
    /// <summary>The tensors as they are written.</summary>
    public IReadOnlyList<CheckpointEntry> Entries(torch.ScalarType? dtype) =>
        [.. Source.Entries.Select(e => new CheckpointEntry(e.Name, dtype is { } to && IsFloating(e.Dtype) ? to : e.Dtype, e.Shape))];

    private static bool IsFloating(torch.ScalarType? type) => type
        is torch.ScalarType.Float16 or torch.ScalarType.BFloat16 or torch.ScalarType.Float32 or torch.ScalarType.Float64;
}
