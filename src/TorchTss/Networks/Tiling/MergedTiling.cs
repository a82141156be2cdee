using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Networks.Tiling;

/// <summary>All tiles go through the network together and normalise by the statistics of all.</summary>
/// <remarks>supir.md 7, exact mode: what the official SUPIR does with <c>use_tile_vae</c>. The attention in the middle sees one tile only, which
/// leaves a step at hard borders; a fade hides it. Memory: the state of every tile between two norms,
/// so it grows with the picture (a decoder of full width in float32 at 4096²: more than 26 GB); <see cref="FastTiling"/> does not.</remarks>
[Named("merged", "all tiles together with common statistics, padded (SUPIR's exact mode); memory grows with the picture")]
internal sealed class MergedTiling(PaddedTilingOptions options) : IAutoencoderTiling
{
    /// <inheritdoc/>
    public IEnumerable<Tensor> Bands(AutoencoderPart part, TileSource source) => PaddedTiles.Cover(part, source, PaddedTiles.Side(part, options))
        ? part.WholeBand(source) : PaddedTiles.Bands(part, source, options, []);
}
