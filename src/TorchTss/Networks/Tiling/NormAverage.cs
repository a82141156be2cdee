using static TorchSharp.torch;

namespace TorchTss.Networks.Tiling;

/// <summary>The statistics of all tiles as one: means and variances weighted by pixels.</summary>
/// <remarks>supir.md 7: pixels where tiles overlap count more than once, and how far the tiles' means lie apart does not count.</remarks>
internal sealed class NormAverage
{
    private Tensor? _mean, _variance;
    private double _pixels;

    /// <summary>One tile's; they may be disposed afterwards.</summary>
    public void Add(NormStatistics tile, long pixels)
    {
        using var scope = NewDisposeScope();
        var (mean, variance) = (tile.Mean.to(float64) * pixels, tile.Variance.to(float64) * pixels);
        (_mean, _variance) = (Sum(_mean, mean), Sum(_variance, variance));
        _pixels += pixels;
    }

    /// <summary>The average; nothing can be added afterwards.</summary>
    public NormStatistics Result()
    {
        using var scope = NewDisposeScope();
        var (mean, variance) = ((_mean! / _pixels).to(float32), (_variance! / _pixels).to(float32));
        _mean!.Dispose();
        _variance!.Dispose();
        return new NormStatistics(mean.MoveToOuterDisposeScope(), variance.MoveToOuterDisposeScope());
    }

    private static Tensor Sum(Tensor? sum, Tensor addend) => sum?.add_(addend) ?? addend.MoveToOuterDisposeScope();
}
