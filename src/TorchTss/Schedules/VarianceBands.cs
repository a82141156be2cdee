using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Schedules;

/// <summary>The variance map of a latent from bands of its picture, so that no plane of the picture's size is made.</summary>
/// <remarks>A band is computed with as many rows around it as both filters see, so every blurred variance is <see cref="VarianceMap"/>'s. Cells are averaged
/// before they are normalised instead of after; both are linear.</remarks>
/// <param name="gray">Rows from, to: [1, 1, to − from, W] float64 as <see cref="VarianceMap.Gray"/> has them.</param>
/// <param name="height">H.</param>
/// <param name="width">W.</param>
/// <param name="bandPixels">Pixels of a band, its surroundings not counted.</param>
internal sealed class VarianceBands(Func<int, int, Tensor> gray, int height, int width, int bandPixels = 1 << 19)
{
    private const int LeastRows = 64;               // both filters see as many more

    /// <summary>The map.</summary>
    /// <param name="tss">Window and σ.</param>
    /// <param name="paddedHeight">H after padding, which repeats the last row of the map.</param>
    /// <param name="paddedWidth">W after padding.</param>
    /// <param name="factor">Pixels per latent position, 8 or 4.</param>
    /// <returns>[1, 1, h, w] float64 in 0..1.</returns>
    public Tensor LatentMap(TssSettings tss, int paddedHeight, int paddedWidth, int factor)
    {
        using var scope = NewDisposeScope();
        var (window, mean) = (VarianceMap.EffectiveWindow(tss.VarianceWindow, height, width), Mean());
        var (low, high, cells) = (double.PositiveInfinity, double.NegativeInfinity, new List<Tensor>());
        foreach (var (top, bottom) in Bands(factor))
        {
            Add(top, bottom);
            NativeHeap.Trim();
        }
        return VarianceMap.Normalized(cat(cells, 2), low, high).clamp_(0, 1).MoveToOuterDisposeScope();

        void Add(int top, int bottom)
        {
            using var band = NewDisposeScope();
            var (from, to) = (Math.Max(0, top - 2 * (window / 2)), Math.Min(height, bottom + 2 * (window / 2)));
            var local = VarianceMap.LocalVariance(gray(from, to), window, mean);
            var blurred = VarianceMap.Blurred(local, window, tss.VarianceSigma).narrow(2, top - from, bottom - top);
            (low, high) = (Math.Min(low, blurred.min().item<double>()), Math.Max(high, blurred.max().item<double>()));
            var padded = VarianceMap.Extended(blurred, bottom == height ? paddedHeight - top : bottom - top, paddedWidth);
            cells.Add(VarianceMap.LatentMap(padded, factor).MoveToOuterDisposeScope());
        }
    }

    private double Mean()
    {
        var sum = 0.0;
        foreach (var (top, bottom) in Bands(1))
        {
            using var band = NewDisposeScope();
            sum += gray(top, bottom).sum().item<double>();
        }
        return sum / ((double)height * width);
    }

    private IEnumerable<(int Top, int Bottom)> Bands(int multiple)
    {
        var rows = Math.Max(LeastRows, bandPixels / width) / multiple * multiple;
        for (var top = 0; top < height; top += rows) yield return (top, Math.Min(top + rows, height));
    }
}
