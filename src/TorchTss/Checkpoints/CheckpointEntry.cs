using System.Collections.Immutable;
using static TorchSharp.torch;

namespace TorchTss.Checkpoints;

/// <summary>What a checkpoint says about one of its tensors without touching its data.</summary>
/// <param name="Name">The state-dict key.</param>
/// <param name="Dtype">The type that <see cref="ICheckpoint.Tensor"/> returns; null where this build cannot read the file's type.</param>
/// <param name="Shape">Sizes, outermost first; empty for a scalar.</param>
public sealed record CheckpointEntry(string Name, ScalarType? Dtype, ImmutableArray<long> Shape)
{
    /// <summary>The file's own type, as safetensors spells it: F16, BF16, F8_E4M3, ….</summary>
    public string Stored
    {
        get => field ?? (Dtype is { } dtype ? SafetensorsDtypes.FromTorch(dtype)?.ToString() ?? dtype.ToString() : "unknown");
        init;
    }

    /// <summary>How many numbers it has.</summary>
    public long Count => Shape.Aggregate(1L, (product, size) => product * size);
}
