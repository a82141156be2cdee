namespace TorchTss.Checkpoints.Conversion;

/// <summary>What was written.</summary>
/// <param name="Files">Paths, weights and configurations.</param>
/// <param name="Tensors">How many tensors.</param>
/// <param name="Bytes">Their size.</param>
/// <param name="Remarks">What the user should know, one sentence each.</param>
public sealed record ConversionResult(IReadOnlyList<string> Files, int Tensors, long Bytes, IReadOnlyList<string> Remarks);
