using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Networks;

/// <summary>The mean over each cell, never rounded: the sinusoid takes the fraction.</summary>
[Named("float", "mean timestep over each cell, not rounded: fractional timesteps are embedded as they are (ours)")]
internal sealed class RealAreaLevelMap : ILevelMap
{
    /// <inheritdoc/>
    public Tensor Reduce(Tensor map, int level) => AreaLevelMap.Mean(map, level);
}
