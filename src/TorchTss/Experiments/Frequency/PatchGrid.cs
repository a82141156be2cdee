using static TorchSharp.torch;

namespace TorchTss.Experiments.Frequency;

/// <summary>Square patches side by side from the top left; what is left over at the right and bottom is dropped.</summary>
internal static class PatchGrid
{
    /// <summary>How many patches fit.</summary>
    public static int Count(long height, long width, int patch) => (int)(height / patch * (width / patch));

    /// <summary>Cuts planes, row by row.</summary>
    /// <param name="planes">[…, H, W].</param>
    /// <param name="patch">Side in pixels.</param>
    /// <returns>[P, …, patch, patch].</returns>
    public static Tensor Cut(Tensor planes, int patch)
    {
        using var scope = NewDisposeScope();
        var (rows, columns) = (planes.size(-2) / patch, planes.size(-1) / patch);
        var whole = planes.narrow(-2, 0, rows * patch).narrow(-1, 0, columns * patch);
        long[] leading = planes.shape[..^2];
        var cells = whole.reshape([.. leading, rows, patch, columns, patch]);                                   // […, R, p, C, p]
        return cells.transpose(-3, -2).reshape([.. leading, rows * columns, patch, patch])
            .movedim([-3L], [0L]).contiguous().MoveToOuterDisposeScope();
    }

    /// <summary>The population variance of every patch of a plane.</summary>
    /// <param name="plane">[1, H, W] float64.</param>
    /// <param name="patch">Side in pixels.</param>
    public static double[] Variances(Tensor plane, int patch)
    {
        using var scope = NewDisposeScope();
        var patches = Cut(plane, patch).flatten(1);
        return patches.size(0) == 0 ? [] : [.. patches.var([1L], unbiased: false).data<double>()];
    }
}
