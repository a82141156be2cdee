using static TorchSharp.torch;

namespace TorchTss.Metrics.Fid;

/// <summary>TensorFlow 1's bilinear resize, as the first FID used it: output i looks at i·in/out, without the shift of half a pixel.</summary>
internal static class TensorflowBilinear
{
    /// <summary>The resized picture; neighbours beyond the edge are the edge.</summary>
    /// <param name="x">[B, C, H, W] float32.</param>
    /// <param name="height">New height.</param>
    /// <param name="width">New width.</param>
    public static Tensor Resize(Tensor x, int height, int width)
    {
        using var scope = NewDisposeScope();
        return Along(Along(x, 3, width), 2, height).MoveToOuterDisposeScope();
    }

    private static Tensor Along(Tensor x, int dim, int to)
    {
        using var scope = NewDisposeScope();
        var at = arange(to, float32) * ((float)x.size(dim) / to);
        var low = at.to(int64);
        var high = (low + 1).clamp_(max: x.size(dim) - 1);
        var part = at - low.to(float32);
        if (dim == 2) part = part.unsqueeze(1);
        var near = x.index_select(dim, low);
        return x.index_select(dim, high).sub_(near).mul_(part).add_(near).MoveToOuterDisposeScope();
    }
}
