using TorchTss.Imaging;
using TorchTss.Schedules;
using static TorchSharp.torch;

namespace TorchTss.Hosts;

/// <summary>The variance map of a picture at latent resolution: what SDS sees.</summary>
public static class LatentVariance
{
    /// <summary>Variance of the enlarged picture at its own resolution (TSS Eq. 4).</summary>
    /// <param name="upsampled">The enlarged picture before padding.</param>
    /// <param name="tss">Window and σ.</param>
    /// <returns>[1, 1, H, W] float64 in 0..1.</returns>
    public static Tensor OfPicture(Image8 upsampled, TssSettings tss)
    {
        using var scope = NewDisposeScope();
        // Divided by 255 in float32, as the networks see it; the recorded maps were made so.
        return VarianceMap.Of(ImageTensor.From(upsampled), tss).MoveToOuterDisposeScope();
    }

    /// <summary>The same, extended over the padding and averaged per latent cell. Computed in bands: nothing of the picture's size is made.</summary>
    /// <param name="upsampled">The enlarged picture before padding.</param>
    /// <param name="padded">The padded one, for its size.</param>
    /// <param name="tss">Window and σ.</param>
    /// <param name="latentFactor">Pixels per latent position along a side.</param>
    /// <returns>[1, 1, h, w] float64 in 0..1.</returns>
    public static Tensor Of(Image8 upsampled, Image8 padded, TssSettings tss, int latentFactor)
    {
        return new VarianceBands(Gray, upsampled.Height, upsampled.Width).LatentMap(tss, padded.Height, padded.Width, latentFactor);

        Tensor Gray(int top, int bottom)
        {
            using var scope = NewDisposeScope();
            return VarianceMap.Gray(ImageTensor.From(upsampled, top, bottom)).MoveToOuterDisposeScope();
        }
    }
}
