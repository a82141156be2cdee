using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Networks.Tiling;

/// <summary>Every tile for itself; where two overlap, one fades into the other.</summary>
/// <remarks>diffusers' rule, <see cref="TileBlending"/>. Tiles normalise by their own statistics, so they may differ in tone; the fade hides it.
/// Memory: one tile, and the fading rows above it. Sides are rounded down to multiples of 4 latent positions, so that every step is whole.</remarks>
[Named("overlap", "each tile for itself, a quarter of it faded in over its neighbours (diffusers); memory of one tile")]
internal sealed class OverlapTiling(TilingOptions options) : IAutoencoderTiling
{
    private const int Share = 4;                                // a quarter of a tile overlaps

    /// <inheritdoc/>
    public IEnumerable<Tensor> Bands(AutoencoderPart part, TileSource source)
    {
        var latent = Math.Max(Share, (part.Enlarges ? part.Side(options) : part.Side(options) / part.Factor) / Share * Share);
        var (side, answer) = part.Enlarges ? (latent, latent * part.Factor) : (latent * part.Factor, latent);
        if (source.Width <= side && source.Height <= side) return part.WholeBand(source);
        var fade = answer / Share;
        return TileBlending.Bands(source, window => part.Call(source, window), part.Length, side, side - side / Share, fade, keep: answer - fade);
    }
}
