using System.Collections.Immutable;
using static TorchSharp.torch;

namespace TorchTss.Checkpoints;

/// <summary>What a checkpoint says about one of its tensors without touching its data.</summary>
/// <param name="Name">The state-dict key.</param>
/// <param name="Dtype">The type that <see cref="ICheckpoint.Tensor"/> returns; null where this build cannot read the file's type.</param>
/// <param name="Shape">Sizes, outermost first; empty for a scalar.</param>
public sealed record CheckpointEntry(string Name, ScalarType? Dtype, ImmutableArray<long> Shape);
