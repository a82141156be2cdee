using static TorchSharp.torch;

namespace TorchTss.Networks.Tiling;

/// <summary>A copy of a picture that fits into one tile, with the mean, deviation and range of the original.</summary>
internal static class SmallCopy
{
    private const int Thinnest = 8;

    /// <summary>Every so many pixels one ("nearest-exact"), then standardised.</summary>
    /// <remarks>supir.md 7, fast mode. Two things are ours: the shorter side is an eighth of the longer or more, so that a thin strip still has
    /// something to measure; and where a channel of the copy is flat, it gets the mean.</remarks>
    /// <param name="source">The picture.</param>
    /// <param name="tile">Its longer side then.</param>
    /// <returns>[B, C, h, w] float32 where the source is.</returns>
    public static Tensor Of(TileSource source, int tile)
    {
        using var scope = NewDisposeScope();
        var scale = (double)tile / Math.Max(source.Height, source.Width);
        var copy = source.Sampled(Places(source.Height), Places(source.Width)).to(float32);
        var (wanted, found) = (source.Distribution(), new ValueDistribution());
        found.Add(copy);
        var y = (copy - Column(found.Mean)) / Column([.. found.Deviation.Select(d => d == 0 ? 1 : d)]);
        return (y * Column(wanted.Deviation) + Column(wanted.Mean)).clamp_(wanted.Minimum, wanted.Maximum).MoveToOuterDisposeScope();

        long[] Places(int length)
        {
            var count = Math.Max((int)(length * scale), Math.Clamp(tile / Thinnest, 1, length));
            var step = count == (int)(length * scale) ? (float)(1 / scale) : (float)length / count;
            return [.. Enumerable.Range(0, count).Select(i => Place(i, step, length))];
        }
        Tensor Column(double[] channels) => tensor(channels, float32).view(1, -1, 1, 1).to(copy.device);
    }

    // torch's nearest-exact, in its float32 arithmetic.
    private static long Place(int i, float step, int length) =>
        Math.Min((long)MathF.Floor((float)(Math.Max(0, step * (i + 0.5f) - 0.5f) + 0.5)), length - 1);
}
