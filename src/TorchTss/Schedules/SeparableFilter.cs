using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace TorchTss.Schedules;

/// <summary>A symmetric odd kernel along both axes of a plane, borders reflected without repeating the edge pixel.</summary>
/// <remarks>Sums shifted views in place, a few rows at a time: two planes of memory at any kernel size, and the rows stay in the cache.</remarks>
internal static class SeparableFilter
{
    private const long ElementsPerStrip = 1 << 14;      // 128 KB, and below torch's threshold for threads: 200 small sums are no work to share

    /// <summary>Filters a plane.</summary>
    /// <param name="plane">[1,1,H,W] float64; both sides at least the kernel's length, or the kernel is [1].</param>
    /// <param name="kernel">An odd number of weights.</param>
    /// <returns>[1,1,H,W] float64.</returns>
    public static Tensor Apply(Tensor plane, double[] kernel)
    {
        using var scope = NewDisposeScope();
        return Along(Along(plane, dimension: 3, kernel), dimension: 2, kernel).MoveToOuterDisposeScope();
    }

    /// <summary>Weights 1/w.</summary>
    public static double[] Box(int window) => [.. Enumerable.Repeat(1.0 / window, window)];

    /// <summary>exp(−d²/2σ²), normalised.</summary>
    public static double[] Gaussian(int window, double sigma)
    {
        var weights = Enumerable.Range(-(window / 2), window).Select(d => Math.Exp(-(double)d * d / (2 * sigma * sigma))).ToArray();
        var sum = weights.Sum();
        return [.. weights.Select(w => w / sum)];
    }

    private static Tensor Along(Tensor plane, int dimension, double[] kernel)
    {
        using var scope = NewDisposeScope();
        var (radius, height, width) = (kernel.Length / 2, plane.size(2), plane.size(3));
        var padded = pad(plane, dimension == 3 ? [radius, radius, 0, 0] : [0, 0, radius, radius], TorchSharp.PaddingModes.Reflect);
        var sum = zeros_like(plane);
        var rows = Math.Max(1, ElementsPerStrip / width);
        for (var top = 0L; top < height; top += rows)
        {
            using var strips = NewDisposeScope();
            var count = Math.Min(rows, height - top);
            var strip = sum.narrow(2, top, count);
            for (var i = 0; i < kernel.Length; i++)
            {
                var shifted = dimension == 3 ? padded.narrow(2, top, count).narrow(3, i, width) : padded.narrow(2, top + i, count);
                strip.add_(shifted, alpha: kernel[i]);
            }
        }
        return sum.MoveToOuterDisposeScope();
    }
}
