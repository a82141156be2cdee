using TorchTss.Imaging;
using static TorchSharp.torch;

namespace TorchTss.Samplers;

/// <summary>How a latent is cut for sampling: overlapping tiles, blended after every step with weights that fall off towards their edges.</summary>
/// <remarks>SUPIR TiledRestoreEDMSampler (gaussian_weights, _sliding_windows).</remarks>
/// <param name="Side">Side of a tile in latent positions; it shrinks to latents that are smaller.</param>
/// <param name="Stride">From one tile to the next, 1 to <paramref name="Side"/>.</param>
public sealed record TileGrid(int Side, int Stride)
{
    /// <summary>128 positions every 64, as SUPIR has it.</summary>
    public static TileGrid Usual { get; } = new(128, 64);

    /// <summary>Whether a latent of this size is cut at all.</summary>
    internal bool Cuts(long height, long width) => height > Side || width > Side;

    /// <summary>The tiles of a latent, row by row.</summary>
    internal IReadOnlyList<TileWindow> Windows(long height, long width) => TileWindows.Cover((int)width, (int)height, Side, Stride);

    /// <summary>The weights of a tile.</summary>
    /// <returns>[1, 1, h, w] float64. The middle lies at (w−1)/2 across and at h/2 down, which is how the original has it.</returns>
    internal static Tensor Weights(int height, int width)
    {
        using var scope = NewDisposeScope();
        var (across, down) = (Bell(width, (width - 1) / 2.0), Bell(height, height / 2.0));
        return (down.view(1, 1, -1, 1) * across.view(1, 1, 1, -1)).MoveToOuterDisposeScope();
    }

    /// <summary>exp(−(i − middle)²/length²/0.02)/√(0.02π).</summary>
    private static Tensor Bell(int length, double middle)
    {
        const double Variance = 0.01;
        var i = arange(length, float64);
        return (-(i - middle).square() / ((double)length * length) / (2 * Variance)).exp() / Math.Sqrt(2 * Math.PI * Variance);
    }
}
