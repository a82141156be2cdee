using TorchSharp;

namespace TorchTss.Networks;

/// <summary>What one level takes from the distinct timesteps of a step.</summary>
/// <param name="Used">[Uℓ] int64: those that occur on this level. A coarse level has few positions, so it projects few.</param>
/// <param name="Rows">[B|1, h, w] int64: which of <paramref name="Used"/> each position takes; [B|1, 1, 1] for the same everywhere.</param>
internal sealed record LevelRows(torch.Tensor Used, torch.Tensor Rows);
