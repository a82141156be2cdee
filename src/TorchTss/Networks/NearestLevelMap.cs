using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Networks;

/// <summary>The value at each cell's first position, which is where a stride-2 convolution with padding 1 is centred.</summary>
[Named("nearest", "timestep at each cell's first position, the centre tap of the stride-2 convolutions (ours)")]
internal sealed class NearestLevelMap : ILevelMap
{
    /// <inheritdoc/>
    public Tensor Reduce(Tensor map, int level)
    {
        using var scope = NewDisposeScope();
        var every = TensorIndex.Slice(step: 1L << level);
        return map.index(TensorIndex.Colon, every, every).contiguous().MoveToOuterDisposeScope();
    }
}
