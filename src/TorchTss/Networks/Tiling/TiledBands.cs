using static TorchSharp.torch;

namespace TorchTss.Networks.Tiling;

/// <summary>Bands of a picture, put together.</summary>
internal static class TiledBands
{
    /// <summary>The network's answer for a whole picture or latent, put together from tiles. One that a tile covers is not cut.</summary>
    /// <param name="tiling">How it is cut.</param>
    /// <param name="part">The network.</param>
    /// <param name="source">Of any size from f pixels or one latent position.</param>
    /// <returns>[B, C, H, W] in the source's type and on its device.</returns>
    public static Tensor Run(this IAutoencoderTiling tiling, AutoencoderPart part, TileSource source) =>
        Whole(tiling.Bands(part, source), part.Length(source.Height));

    /// <summary>All bands below each other; they are disposed.</summary>
    /// <param name="bands">[B, C, rows, W] each.</param>
    /// <param name="height">All their rows.</param>
    public static Tensor Whole(IEnumerable<Tensor> bands, long height)
    {
        using var scope = NewDisposeScope();
        Tensor? whole = null;
        var top = 0L;
        foreach (var band in bands)
        {
            if (band.size(2) == height) return Attached(band).MoveToOuterDisposeScope();
            whole ??= empty([band.size(0), band.size(1), height, band.size(3)], band.dtype, band.device);
            using (band)
            using (var place = whole.narrow(2, top, band.size(2)))
            {
                place.copy_(band);
                top += band.size(2);
            }
        }
        return whole!.MoveToOuterDisposeScope();

        Tensor Attached(Tensor only)
        {
            scope.Attach(only);
            return only;
        }
    }
}
