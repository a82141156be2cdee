using static TorchSharp.torch;

namespace TorchTss.Networks.Tiling;

/// <summary>How an encoder or decoder answers for pictures that are too large for it.</summary>
internal interface IAutoencoderTiling
{
    /// <summary>The network's answer for a whole picture or latent, put together from tiles, in bands from top to bottom as they are done.
    /// One that a tile covers is not cut.</summary>
    /// <param name="part">The network.</param>
    /// <param name="source">Of any size from f pixels or one latent position; it must live as long as the bands are asked for.</param>
    /// <returns>[B, C, rows, W] in the source's type and on its device. In no dispose scope: whoever asks disposes them.</returns>
    IEnumerable<Tensor> Bands(AutoencoderPart part, TileSource source);
}
