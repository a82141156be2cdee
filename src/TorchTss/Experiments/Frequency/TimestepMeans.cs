using TorchTss.Imaging;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace TorchTss.Experiments.Frequency;

/// <summary>Which timestep a picture and each of its patches is at, where positions differ.</summary>
internal static class TimestepMeans
{
    /// <summary>The mean over the picture, then over every patch.</summary>
    /// <param name="map">[1, 1, h|1, w|1] float64 on the CPU.</param>
    /// <param name="picture">The enlarged picture.</param>
    /// <param name="padded">The same as the networks see it, of f·h × f·w pixels.</param>
    /// <param name="patch">Side of a patch.</param>
    public static double[] Of(Tensor map, Image8 picture, Image8 padded, int patch)
    {
        using var scope = NewDisposeScope();
        var patches = PatchGrid.Count(picture.Height, picture.Width, patch);
        if (map.numel() == 1) return [.. Enumerable.Repeat(map.item<double>(), patches + 1)];
        var pixels = interpolate(map, size: [padded.Height, padded.Width], mode: InterpolationMode.Nearest)[0, .., ..picture.Height, ..picture.Width];
        var mean = pixels.mean().item<double>();
        return patches == 0 ? [mean] : [mean, .. PatchGrid.Cut(pixels, patch).mean([1L, 2L, 3L]).data<double>()];
    }
}
