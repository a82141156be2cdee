using TorchSharp;

namespace TorchTss.Networks;

/// <summary>How a timestep map of the latent grid is reduced for a network's coarser levels.</summary>
/// <remarks>Level ℓ has one position per 2^ℓ × 2^ℓ cell, ⌈h/2^ℓ⌉ × ⌈w/2^ℓ⌉ of them, as the stride-2 convolutions of the networks do.</remarks>
public interface ILevelMap
{
    /// <summary>The map of one level, always from the latent map itself and never from the level before.</summary>
    /// <param name="map">[B, h, w] float64 on the CPU: table index per latent position.</param>
    /// <param name="level">ℓ, 0 for the latent grid itself.</param>
    /// <returns>[B, ⌈h/2^ℓ⌉, ⌈w/2^ℓ⌉] float64.</returns>
    torch.Tensor Reduce(torch.Tensor map, int level);
}
