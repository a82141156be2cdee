using static TorchSharp.torch;

namespace TorchTss.Networks.Tiling;

/// <summary>Which part of a tile's answer goes where along one axis.</summary>
/// <param name="From">Its first place in the answer.</param>
/// <param name="To">Its first place in the result.</param>
/// <param name="Length">Places.</param>
/// <param name="Rise">Places over which it fades in; 0 at the border of the picture.</param>
/// <param name="Fall">Places over which it fades out.</param>
internal readonly record struct PastedSpan(long From, long To, long Length, long Rise, long Fall)
{
    /// <summary>A tile's own part, and as far as it fades beyond.</summary>
    /// <param name="begin">Where the answer begins in the result.</param>
    /// <param name="found">Length of the answer.</param>
    /// <param name="kept">Where its own part begins in the result.</param>
    /// <param name="length">Length of that.</param>
    /// <param name="whole">Length of the result.</param>
    /// <param name="fade">Places to either side of a border over which tiles fade.</param>
    public static PastedSpan Of(long begin, long found, long kept, long length, long whole, long fade)
    {
        // A tile that does not begin at a multiple of f can be one position short at its end.
        var start = Math.Min(kept - begin, found - length);
        var (before, after) = (kept == 0 ? 0 : fade, kept + length == whole ? 0 : fade);
        return new(start - before, kept - before, length + before + after, 2 * before, 2 * after);
    }

    /// <summary>The tile's share of each place; neighbours' shares add up to 1.</summary>
    /// <returns>[Length] float64.</returns>
    public Tensor Share()
    {
        using var scope = NewDisposeScope();
        var share = ones(Length, float64);
        if (Rise > 0) share.narrow(0, 0, Rise).copy_((arange(Rise, float64) + 0.5) / Rise);
        if (Fall > 0) share.narrow(0, Length - Fall, Fall).copy_(1 - (arange(Fall, float64) + 0.5) / Fall);
        return share.MoveToOuterDisposeScope();
    }
}
