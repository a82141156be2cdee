using static TorchSharp.torch;

namespace TorchTss.Networks.Supir;

/// <summary>How much of the control an adaptor lets in: one number [] or a map [B|1, 1, h, w] of the latent grid.</summary>
internal static class ControlScale
{
    /// <summary>One number for every position.</summary>
    public static Tensor Of(double scale) => tensor(scale, float64);

    /// <summary>The scale on the grid of a feature map: the mean over each cell.</summary>
    public static Tensor On(Tensor feature, Tensor scale) =>
        scale.dim() == 0 || (scale.size(2), scale.size(3)) == (feature.size(2), feature.size(3)) ? scale.alias()
            : nn.functional.adaptive_avg_pool2d(scale, [feature.size(2), feature.size(3)]);
}
