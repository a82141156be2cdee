namespace TorchTss.Metrics.Niqe;

/// <summary>Matlab's imresize to half the size: bicubic, antialiased, in float32.</summary>
internal static class HalfSize
{
    // The cubic kernel (a = −0.5) stretched by 2, at input positions 2i−3 … 2i+4.
    private static readonly float[] _taps = [.. new[] { -3, -9, 29, 111, 111, 29, -9, -3 }.Select(t => t / 256f)];

    /// <summary>Down first, then across; the picture is mirrored at its edges with the edge itself repeated.</summary>
    /// <param name="levels">Grey levels; even sides of 4 or more.</param>
    /// <returns>Levels over 255, not clamped.</returns>
    public static Plane Of(Plane levels)
    {
        var half = new Plane(levels.Width / 2, levels.Height / 2);
        Parallel.For(0, half.Height, () => new float[levels.Width], (y, _, sums) =>
        {
            Array.Clear(sums);
            for (var k = 0; k < _taps.Length; k++)
            {
                var row = levels[Mirror(2 * y - 3 + k, levels.Height)];
                for (var x = 0; x < row.Length; x++) sums[x] += row[x] / 255f * _taps[k];
            }
            var to = half[y];
            for (var x = 0; x < to.Length; x++)
            {
                for (var k = 0; k < _taps.Length; k++) to[x] += sums[Mirror(2 * x - 3 + k, sums.Length)] * _taps[k];
            }
            return sums;
        }, _ => { });
        return half;
    }

    private static int Mirror(int i, int count) => i < 0 ? -1 - i : i < count ? i : 2 * count - 1 - i;
}
