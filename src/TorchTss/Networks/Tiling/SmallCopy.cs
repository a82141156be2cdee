using static TorchSharp.torch;

namespace TorchTss.Networks.Tiling;

/// <summary>A copy of a picture that fits into one tile, with the mean, deviation and range of the original.</summary>
internal static class SmallCopy
{
    /// <summary>Every so many pixels one ("nearest-exact"), then standardised.</summary>
    /// <remarks>supir.md 7, fast mode. Where a channel of the copy is flat, it gets the mean; the original has no number there.</remarks>
    /// <param name="source">The picture.</param>
    /// <param name="tile">Its longer side then.</param>
    /// <returns>[B, C, h, w] float32 where the source is.</returns>
    public static Tensor Of(TileSource source, int tile)
    {
        using var scope = NewDisposeScope();
        var scale = (double)tile / Math.Max(source.Height, source.Width);
        var copy = source.Sampled(Places(source.Height, scale), Places(source.Width, scale)).to(float32);
        var (wanted, found) = (source.Distribution(), new ValueDistribution());
        found.Add(copy);
        var y = (copy - Column(found.Mean)) / Column([.. found.Deviation.Select(d => d == 0 ? 1 : d)]);
        return (y * Column(wanted.Deviation) + Column(wanted.Mean)).clamp_(wanted.Minimum, wanted.Maximum).MoveToOuterDisposeScope();

        Tensor Column(double[] channels) => tensor(channels, float32).view(1, -1, 1, 1).to(copy.device);
    }

    // torch's nearest-exact, in its float32 arithmetic.
    private static long[] Places(int length, double scale)
    {
        var step = (float)(1 / scale);
        return [.. Enumerable.Range(0, Math.Max(1, (int)(length * scale))).Select(Place)];

        long Place(int i) => Math.Min((long)MathF.Floor((float)(Math.Max(0, step * (i + 0.5f) - 0.5f) + 0.5)), length - 1);
    }
}
