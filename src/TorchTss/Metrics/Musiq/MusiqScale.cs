using static TorchSharp.torch;

namespace TorchTss.Metrics.Musiq;

/// <summary>A picture at one of the sizes at which MUSIQ sees it, cut into patches.</summary>
/// <param name="Index">Row of the scale table.</param>
/// <param name="Height">Rows of pixels.</param>
/// <param name="Width">Columns of pixels.</param>
/// <param name="Config">Side of a patch, grid of positions.</param>
internal sealed record MusiqScale(int Index, int Height, int Width, MusiqConfig Config)
{
    /// <summary>Rows of patches.</summary>
    public int Rows => (Height + Config.Patch - 1) / Config.Patch;

    /// <summary>Patches per row.</summary>
    public int Columns => (Width + Config.Patch - 1) / Config.Patch;

    /// <summary>The longer side shrunk or enlarged to each length, sides rounded half to even; then the picture as it is.</summary>
    /// <remarks>A side becomes 0 where the other is more than twice a length's times longer: no such picture can be seen.</remarks>
    public static IReadOnlyList<MusiqScale> Of(long height, long width, MusiqConfig config) =>
    [
        .. config.LongerSides.Select((length, i) =>
        {
            var ratio = (double)length / Math.Max(height, width);
            return new MusiqScale(i, (int)Math.Round(height * ratio), (int)Math.Round(width * ratio), config);
        }),
        new MusiqScale(config.LongerSides.Length, (int)height, (int)width, config),
    ];

    /// <summary>Row of the position table per patch: the place in the grid of the same proportion.</summary>
    public long[] Positions() =>
    [
        .. from row in Enumerable.Range(0, Rows)
           from column in Enumerable.Range(0, Columns)
           select (long)Config.Grid * Nearest(row, Rows) + Nearest(column, Columns),
    ];

    /// <summary>Patches, row by row; the last ones of a row and column are filled up with zeros on both sides.</summary>
    /// <param name="pixels">[B, 3, H, W] in −1..1, of the picture itself.</param>
    /// <returns>[B, Rows·Columns, 3, p, p].</returns>
    public Tensor Cut(Tensor pixels)
    {
        using var scope = NewDisposeScope();
        var seen = Index == Config.LongerSides.Length ? pixels
            : nn.functional.interpolate(pixels, [Height, Width], mode: InterpolationMode.Bicubic, align_corners: false);
        long p = Config.Patch;
        var patches = SamePadding.Apply(seen, p, p).unfold(2, p, p).unfold(3, p, p);       // [B, 3, rows, columns, p, p]
        return patches.permute(0, 2, 3, 1, 4, 5).flatten(1, 2).MoveToOuterDisposeScope();
    }

    /// <summary>torch's nearest interpolation of 0 … grid − 1 to n values, in its float32.</summary>
    private int Nearest(int index, int n) => Math.Min((int)(index * ((float)Config.Grid / n)), Config.Grid - 1);
}
