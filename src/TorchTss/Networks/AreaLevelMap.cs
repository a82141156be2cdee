using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Networks;

/// <summary>The mean over each cell, rounded half up to a timestep that the network was trained on.</summary>
/// <remarks>Ours (the paper does not say). A map that holds fractional timesteps by choice is averaged and left unrounded.</remarks>
[Named("area", "mean timestep over each cell, rounded half up (ours, the default)")]
internal sealed class AreaLevelMap : ILevelMap
{
    /// <inheritdoc/>
    public Tensor Reduce(Tensor map, int level)
    {
        using var scope = NewDisposeScope();
        var mean = Mean(map, level);
        var whole = (map == map.floor()).flatten(1).all(1).view(-1, 1, 1);      // every item of a batch decides for itself
        return where(whole, (mean + 0.5).floor(), mean).MoveToOuterDisposeScope();
    }

    /// <summary>Cell means; a partial cell at the right or bottom border averages what exists.</summary>
    internal static Tensor Mean(Tensor map, int level)
    {
        using var scope = NewDisposeScope();
        var means = nn.functional.avg_pool2d(map.unsqueeze(1), 1L << level, ceil_mode: true, count_include_pad: false);
        return means.squeeze(1).MoveToOuterDisposeScope();
    }
}
