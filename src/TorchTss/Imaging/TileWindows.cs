namespace TorchTss.Imaging;

/// <summary>Overlapping tiles that cover a length or a picture; the last one ends flush with the edge.</summary>
/// <remarks>The rule of SUPIR's tiled sampler (supir.md 4.5) and of StableSR's splitter (stablesr.md 3.2).</remarks>
internal static class TileWindows
{
    /// <summary>Starts 0, stride, 2·stride … while a tile fits, then length − tile where that is another one.</summary>
    /// <param name="length">1 or more.</param>
    /// <param name="tile">1 or more; a tile longer than the length shrinks to it, which leaves the one start 0.</param>
    /// <param name="stride">1 … tile, so that nothing is left uncovered.</param>
    /// <exception cref="ArgumentException">A number out of range.</exception>
    public static IReadOnlyList<int> Starts(int length, int tile, int stride)
    {
        if (length < 1 || tile < 1 || stride < 1 || stride > tile)
            throw new ArgumentException(
                $"tiles of {tile} every {stride} do not cover a length of {length}: a stride is 1 to the tile, a length 1 or more");
        var last = Math.Max(0, length - tile);
        var starts = new List<int>();
        for (long start = 0; start < last; start += stride) starts.Add((int)start);
        return [.. starts, last];
    }

    /// <summary>The tiles of a picture, row by row; none is larger than the picture.</summary>
    /// <param name="width">W.</param>
    /// <param name="height">H.</param>
    /// <param name="tile">Columns and rows of a tile.</param>
    /// <param name="stride">Step between tiles along both axes, 1 … tile.</param>
    /// <exception cref="ArgumentException">A number out of range.</exception>
    public static IReadOnlyList<TileWindow> Cover(int width, int height, int tile, int stride) =>
        [.. from y in Starts(height, tile, stride)
            from x in Starts(width, tile, stride)
            select new TileWindow(x, y, Math.Min(tile, width), Math.Min(tile, height))];
}
