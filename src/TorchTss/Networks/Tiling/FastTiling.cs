using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Networks.Tiling;

/// <summary>Every tile for itself, normalised by statistics that were measured on a small copy of the picture.</summary>
/// <remarks>supir.md 7, fast mode. The attention in the middle sees one tile only, which leaves a step at hard borders; a fade hides it.
/// Memory: one tile.</remarks>
[Named("fast", "each tile for itself with statistics of a small copy, padded (SUPIR's fast mode); memory of one tile")]
internal sealed class FastTiling(FastTilingOptions options) : IAutoencoderTiling
{
    /// <inheritdoc/>
    public IEnumerable<Tensor> Bands(AutoencoderPart part, TileSource source)
    {
        var tile = PaddedTiles.Side(part, options);
        return PaddedTiles.Cover(part, source, tile) ? part.WholeBand(source) : Measured(part, source, tile);
    }

    private IEnumerable<Tensor> Measured(AutoencoderPart part, TileSource source, int tile)
    {
        var first = part.Steps.TakeWhile(s => s is not NetworkStep.Apply { Resizes: true }).Count(s => s is NetworkStep.Normalise);
        var norms = options.ColorFix && !part.Enlarges ? first : part.Norms;
        foreach (var band in PaddedTiles.Bands(part, source, options, Statistics(part, source, tile, norms))) yield return band;
    }

    /// <summary>The statistics of the first norms when the network runs on the small copy alone; in no dispose scope.</summary>
    private static List<NormStatistics> Statistics(AutoencoderPart part, TileSource source, int tile, int norms)
    {
        using var scope = NewDisposeScope();
        var (dtype, device) = part.Placement();
        var walk = new NormWalk(part.Steps, SmallCopy.Of(source, tile).to(dtype, device));
        var measured = new List<NormStatistics>();
        while (measured.Count < norms && walk.Advance(measured) is { } norm) measured.Add(NormStatistics.Of(norm, walk.X).Detached());
        return measured;
    }
}
