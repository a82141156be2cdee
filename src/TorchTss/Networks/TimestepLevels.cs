using TorchSharp;

namespace TorchTss.Networks;

/// <summary>The distinct timesteps of a step over all levels and, per level, which of them each position takes.</summary>
/// <remarks>Computed once per step, read by every network that runs in it.</remarks>
/// <param name="Distinct">[U] float64 on the CPU, rising.</param>
/// <param name="BySize">Every level by its (h, w); the one entry (1, 1) where every position has the same timestep.</param>
/// <param name="IsUniform">Whether that one entry stands for every size.</param>
internal sealed record TimestepLevels(torch.Tensor Distinct, IReadOnlyDictionary<(long Height, long Width), LevelRows> BySize, bool IsUniform);
