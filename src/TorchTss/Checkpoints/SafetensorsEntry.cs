using System.Collections.Immutable;

namespace TorchTss.Checkpoints;

/// <summary>One record of a safetensors header.</summary>
/// <param name="Name">The tensor's name.</param>
/// <param name="Dtype">Element type.</param>
/// <param name="Shape">Sizes, outermost first; empty for a scalar.</param>
/// <param name="Offset">Where its data begins, in bytes from the start of the data (the end of the header).</param>
/// <param name="Length">Bytes of data.</param>
public sealed record SafetensorsEntry(string Name, SafetensorsDtype Dtype, ImmutableArray<long> Shape, long Offset, long Length);
