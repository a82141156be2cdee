using static TorchSharp.torch;

namespace TorchTss.Metrics.QAlign;

/// <summary>Fixed sines and cosines of places, in float32 as the original computes them.</summary>
/// <remarks>mPLUG-Owl2 visual_encoder.py, get_1d_sincos_pos_embed_from_grid and get_2d_sincos_pos_embed.</remarks>
internal static class SinCosPositions
{
    /// <summary>[n, width] of the places 0 … n − 1: sin(p·ω), then cos(p·ω), ω falling from 1 towards 1/10000.</summary>
    public static Tensor Line(int n, int width)
    {
        using var scope = NewDisposeScope();
        var half = width / 2;
        var omega = 1 / pow(10000, arange(half, float32) / half);
        var angles = arange(n, float32).unsqueeze(1) * omega;
        return cat([angles.sin(), angles.cos()], 1).MoveToOuterDisposeScope();
    }

    /// <summary>[1 + side², width]: zeros for the class token, then per place, row by row, its column's code and its row's.</summary>
    public static Tensor Square(int side, int width)
    {
        using var scope = NewDisposeScope();
        var line = Line(side, width / 2);
        var (columns, rows) = (line.unsqueeze(0).expand(side, -1, -1), line.unsqueeze(1).expand(-1, side, -1));
        return cat([zeros(1, width), cat([columns, rows], 2).flatten(0, 1)], 0).MoveToOuterDisposeScope();
    }
}
