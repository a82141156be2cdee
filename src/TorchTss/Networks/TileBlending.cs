using static TorchSharp.torch;

namespace TorchTss.Networks;

/// <summary>Runs a network tile by tile and fades each tile in from its upper and left neighbour, in diffusers' order.</summary>
/// <remarks>AutoencoderKL.tiled_encode and tiled_decode. Neighbours are faded from as they are: blended already, not yet cropped.</remarks>
internal static class TileBlending
{
    /// <summary>The network over a picture of any size.</summary>
    /// <param name="x">[B, C, h, w].</param>
    /// <param name="network">From a tile [B, C, a, b] to [B, ·, ·, ·].</param>
    /// <param name="side">Side of a tile in x; tiles at the right and bottom border are what is left there, however little.</param>
    /// <param name="step">From one tile to the next in x.</param>
    /// <param name="fade">Rows and columns that are blended in the result.</param>
    /// <param name="keep">Rows and columns of each tile that stay in the result.</param>
    public static Tensor Run(Tensor x, Func<Tensor, Tensor> network, int side, int step, int fade, int keep)
    {
        using var scope = NewDisposeScope();
        var (height, width) = (x.size(2), x.size(3));
        var (above, rows) = ((Tensor[])[], new List<Tensor>());
        for (var top = 0L; top < height; top += step)
        {
            var tiles = new List<Tensor>();
            for (var left = 0L; left < width; left += step)
            {
                var tile = Tile(x, network, top, left, side);
                if (above.Length > 0) Fade(above[tiles.Count], tile, 2, fade);
                if (tiles.Count > 0) Fade(tiles[^1], tile, 3, fade);
                tiles.Add(tile);
            }
            foreach (var tile in above) tile.Dispose();
            above = [.. tiles];
            rows.Add(Joined(tiles, keep));
        }
        return cat(rows, 2).MoveToOuterDisposeScope();
    }

    private static Tensor Tile(Tensor x, Func<Tensor, Tensor> network, long top, long left, int side)
    {
        using var scope = NewDisposeScope();
        var crop = x.narrow(2, top, Math.Min(side, x.size(2) - top)).narrow(3, left, Math.Min(side, x.size(3) - left));
        return network(crop.contiguous()).MoveToOuterDisposeScope();
    }

    /// <summary>Fades <paramref name="from"/> out over the first rows (dimension 2) or columns (3) of <paramref name="to"/>, in place.</summary>
    private static void Fade(Tensor from, Tensor to, int dimension, int extent)
    {
        using var scope = NewDisposeScope();
        var e = Math.Min(Math.Min(from.size(dimension), to.size(dimension)), extent);
        if (e == 0) return;
        var share = arange(e, float64).div_(e).view(dimension == 2 ? [e, 1] : [1, e]);     // y/e
        var (rising, falling) = (share.to(to.dtype, to.device), (1 - share).to(to.dtype, to.device));
        var end = from.narrow(dimension, from.size(dimension) - e, e);
        to.narrow(dimension, 0, e).mul_(rising).add_(end * falling);
    }

    private static Tensor Joined(List<Tensor> tiles, int keep)
    {
        using var scope = NewDisposeScope();
        var kept = tiles.Select(t => t.narrow(2, 0, Math.Min(keep, t.size(2))).narrow(3, 0, Math.Min(keep, t.size(3))));
        return cat([.. kept], 3).MoveToOuterDisposeScope();
    }
}
