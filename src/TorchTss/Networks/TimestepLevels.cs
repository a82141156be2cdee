using TorchSharp;

namespace TorchTss.Networks;

/// <summary>The distinct timesteps of a step over all levels and, per level, which of them each position takes.</summary>
/// <remarks>Computed once per step, read by every network that runs in it.</remarks>
/// <param name="Distinct">[U] float64 on the CPU, rising.</param>
/// <param name="Rows">Indices into <paramref name="Distinct"/>.</param>
internal sealed record TimestepLevels(torch.Tensor Distinct, LevelRows Rows);
