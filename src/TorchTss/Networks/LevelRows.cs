using TorchSharp;

namespace TorchTss.Networks;

/// <summary>Which row of a timestep table each position takes, for every level size.</summary>
/// <param name="bySize">[B|1, h, w] int64 by (h, w).</param>
/// <param name="isUniform">Whether the one 1×1 entry stands for every size.</param>
internal sealed class LevelRows(IReadOnlyDictionary<(long Height, long Width), torch.Tensor> bySize, bool isUniform)
{
    /// <summary>[B|1, h, w] int64, or [B|1, 1, 1] where every position takes the same row.</summary>
    public torch.Tensor For(long height, long width) =>
        bySize.TryGetValue(isUniform ? (1, 1) : (height, width), out var rows) ? rows
            : throw new ArgumentException($"no level of the timestep map is {height}×{width}; levels: {string.Join(", ", bySize.Keys.Select(k => $"{k.Height}×{k.Width}"))}");
}
