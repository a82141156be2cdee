using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace TorchTss.Schedules;

/// <summary>How busy the input is at each position: local variance, blurred, normalised to 0..1 over the whole picture (TSS Eq. 4).</summary>
/// <remarks>Float64 throughout. Gray is Rec. 601 (<b>ours</b>), borders are reflected (<b>ours</b>), the blur is as wide as the window with OpenCV's
/// rule for σ (<b>ours</b>). Computed once on the whole picture; tiles take crops, never a map of their own.</remarks>
public static class VarianceMap
{
    /// <summary>Below this range of blurred variances a picture counts as flat.</summary>
    private const double FlatRange = 1e-12;

    /// <summary>v of a picture at its own resolution.</summary>
    /// <param name="image">[1,3,H,W] RGB or [1,1,H,W] gray: uint8 in 0..255 or floating in 0..1;
    /// the enlarged input, before any clean-up and padding.</param>
    /// <param name="tss">Window and σ. In a picture smaller than the window, the largest odd window that fits both sides serves both filters.</param>
    /// <returns>[1,1,H,W] float64 in 0..1; 0 everywhere for a flat picture.</returns>
    public static Tensor Of(Tensor image, TssSettings tss)
    {
        using var scope = NewDisposeScope();
        var window = EffectiveWindow(tss.VarianceWindow, image.size(2), image.size(3));
        var local = LocalVariance(Gray(image), window);
        return Normalized(Blurred(local, window, tss.VarianceSigma)).MoveToOuterDisposeScope();
    }

    /// <summary>A map repeated beyond its right and bottom edge, for a picture that was padded after the map was made.</summary>
    /// <param name="variance">[1,1,H,W].</param>
    /// <param name="height">H or more.</param>
    /// <param name="width">W or more.</param>
    /// <returns>[1,1,height,width].</returns>
    public static Tensor Extended(Tensor variance, long height, long width) =>
        pad(variance, [0, width - variance.size(3), 0, height - variance.size(2)], PaddingModes.Replicate);

    /// <summary>The map of the latent: means over factor×factor cells; a partial cell at the border averages what exists.</summary>
    /// <param name="variance">[1,1,H,W] float64.</param>
    /// <param name="factor">Pixels per latent position, 8 or 4.</param>
    /// <returns>[1,1,⌈H/factor⌉,⌈W/factor⌉] float64.</returns>
    public static Tensor LatentMap(Tensor variance, int factor) =>
        avg_pool2d(variance, [factor, factor], [factor, factor], ceil_mode: true, count_include_pad: false);

    /// <summary>The largest odd window up to <paramref name="window"/> that fits both sides.</summary>
    internal static int EffectiveWindow(int window, long height, long width) => (int)((Math.Min(window, Math.Min(height, width)) - 1) / 2 * 2 + 1);

    /// <summary>0.3·((w−1)/2 − 1) + 0.8, what OpenCV takes for σ = 0.</summary>
    internal static double SigmaFor(int window) => 0.3 * ((window - 1) / 2 - 1) + 0.8;

    /// <summary>0.299 R + 0.587 G + 0.114 B in 0..1, not rounded: [1,1,H,W] float64.</summary>
    internal static Tensor Gray(Tensor image)
    {
        using var scope = NewDisposeScope();
        var gray = zeros([1, 1, image.size(2), image.size(3)], float64);
        double[] weights = image.size(1) == 1 ? [1] : [0.299, 0.587, 0.114];
        for (var c = 0; c < weights.Length; c++)
        {
            using var plane = image.narrow(1, c, 1).to(float64).cpu();
            gray.add_(plane, alpha: weights[c]);
        }
        return (image.dtype == ScalarType.Byte ? gray.div_(255) : gray).MoveToOuterDisposeScope();
    }

    /// <summary>V0 = E[x²] − E[x]² over a box; the global mean is taken off first, or smooth pictures cancel.</summary>
    /// <param name="gray">[1,1,H,W] float64; used up, since a plane of 4096² takes 128 MB.</param>
    /// <param name="window">Side of the box.</param>
    /// <param name="center">The global mean where <paramref name="gray"/> is a part of the picture.</param>
    internal static Tensor LocalVariance(Tensor gray, int window, double? center = null)
    {
        using var scope = NewDisposeScope();
        var box = SeparableFilter.Box(window);
        var x = gray.sub_(center ?? gray.mean().item<double>());
        var mean = SeparableFilter.Apply(x, box);                                   // E[x]
        var square = SeparableFilter.Apply(x.mul_(x), box);                         // E[x²]
        return square.sub_(mean.mul_(mean)).MoveToOuterDisposeScope();
    }

    /// <summary>Vg: V0 under a Gaussian of the window's size.</summary>
    internal static Tensor Blurred(Tensor local, int window, double? sigma) =>
        SeparableFilter.Apply(local, SeparableFilter.Gaussian(window, sigma ?? SigmaFor(window)));

    /// <summary>v: min–max over the whole map.</summary>
    internal static Tensor Normalized(Tensor blurred)
    {
        using var scope = NewDisposeScope();
        return Normalized(blurred, blurred.min().item<double>(), blurred.max().item<double>()).MoveToOuterDisposeScope();
    }

    /// <summary>The same between a minimum and a maximum that are known.</summary>
    internal static Tensor Normalized(Tensor blurred, double low, double high)
    {
        using var scope = NewDisposeScope();
        return (high - low < FlatRange ? zeros_like(blurred) : (blurred - low).div_(high - low)).MoveToOuterDisposeScope();
    }
}
