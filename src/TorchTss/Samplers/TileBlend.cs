using TorchTss.Imaging;
using static TorchSharp.torch;

namespace TorchTss.Samplers;

/// <summary>The weighted mean of overlapping tiles. Its tensors belong to the dispose scope that it is made in.</summary>
/// <param name="like">[B, C, H, W]: size, dtype and device of the result.</param>
/// <param name="weights">[1, 1, h, w] float64: of every tile.</param>
internal sealed class TileBlend(Tensor like, Tensor weights)
{
    private readonly Tensor _weights = weights.to(like.device);
    private readonly Tensor _sum = zeros_like(like);
    private readonly Tensor _count = zeros([1, 1, like.size(-2), like.size(-1)], like.dtype, like.device);

    /// <summary>Adds a tile; the product is taken in float64, the sum in the result's own dtype, as the original does.</summary>
    public void Add(Tensor tile, TileWindow window)
    {
        using var scope = NewDisposeScope();
        Part(_sum, window).add_((tile * _weights).to(_sum.dtype));
        Part(_count, window).add_(_weights.to(_count.dtype));
    }

    /// <summary>The mean.</summary>
    public Tensor Result() => _sum / _count;

    private static Tensor Part(Tensor x, TileWindow w) => x.narrow(-2, w.Y, w.Height).narrow(-1, w.X, w.Width);
}
