using static TorchSharp.torch;

namespace TorchTss.Networks.Tiling;

/// <summary>How an encoder or decoder answers for pictures that are too large for it.</summary>
internal interface IAutoencoderTiling
{
    /// <summary>The network's answer for a whole picture or latent, put together from tiles. One that a tile covers is not cut.</summary>
    /// <param name="part">The network.</param>
    /// <param name="source">Of any size from f pixels or one latent position.</param>
    /// <returns>[B, C, H, W] in the source's type and on its device.</returns>
    Tensor Run(AutoencoderPart part, TileSource source);
}
