using TorchTss.Imaging;
using TorchTss.Schedules;
using static TorchSharp.torch;

namespace TorchTss.Hosts;

/// <summary>The variance map of a picture at latent resolution: what SDS sees.</summary>
public static class LatentVariance
{
    /// <summary>Variance of the enlarged picture, extended over the padding, averaged per latent cell (TSS Eq. 4).</summary>
    /// <param name="upsampled">The enlarged picture before padding.</param>
    /// <param name="padded">The padded one, for its size.</param>
    /// <param name="tss">Window and σ.</param>
    /// <param name="latentFactor">Pixels per latent position along a side.</param>
    /// <returns>[1, 1, h, w] float64 in 0..1.</returns>
    public static Tensor Of(Image8 upsampled, Image8 padded, TssSettings tss, int latentFactor)
    {
        using var scope = NewDisposeScope();
        var map = VarianceMap.Of(ImageTensor.From(upsampled), tss);
        return VarianceMap.LatentMap(VarianceMap.Extend(map, padded.Height, padded.Width), latentFactor).MoveToOuterDisposeScope();
    }
}
