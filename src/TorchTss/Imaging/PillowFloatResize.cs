namespace TorchTss.Imaging;

/// <summary>Resizes one plane of float32 samples as Pillow 9.4 in mode F: across first, then down; sums in float64, float32 after each.</summary>
internal static class PillowFloatResize
{
    /// <summary>The resized plane, not clipped; a side that keeps its length is not filtered.</summary>
    /// <param name="plane">H·W samples, row by row; returned itself when both sides keep their lengths.</param>
    /// <param name="size">W and H.</param>
    /// <param name="target">New width and height, 1 or more.</param>
    /// <param name="filter">The kernel; it is widened when shrinking.</param>
    /// <exception cref="ArgumentException">Samples and sizes that do not fit together.</exception>
    public static float[] Resize(float[] plane, (int Width, int Height) size, (int Width, int Height) target, IResampleFilter filter)
    {
        if (target.Width < 1 || target.Height < 1 || plane.LongLength != (long)size.Width * size.Height)
        {
            throw new ArgumentException(
                $"{plane.LongLength} samples of {size.Width}x{size.Height} cannot become {target.Width}x{target.Height}", nameof(plane));
        }
        if (target.Width != size.Width) plane = Across(plane, size.Width, target.Width, filter);
        return target.Height == size.Height ? plane : Down(plane, target.Width, target.Height, filter);
    }

    private static float[] Across(float[] plane, int from, int to, IResampleFilter filter)
    {
        var height = plane.Length / from;
        var result = new float[height * to];
        var weights = new ResampleWeights(from, to, filter);
        Parallel.For(0, height, y =>
        {
            for (var x = 0; x < to; x++)
            {
                var taps = weights.Exact(x);
                var source = plane.AsSpan(y * from + weights.First(x), taps.Length);
                var sum = 0.0;
                for (var i = 0; i < taps.Length; i++) sum += source[i] * taps[i];
                result[y * to + x] = (float)sum;
            }
        });
        return result;
    }

    private static float[] Down(float[] plane, int width, int to, IResampleFilter filter)
    {
        var result = new float[to * width];
        var weights = new ResampleWeights(plane.Length / width, to, filter);
        Parallel.For(0, to, y =>
        {
            var taps = weights.Exact(y);
            var sums = new double[width];
            for (var i = 0; i < taps.Length; i++)
            {
                var row = plane.AsSpan((weights.First(y) + i) * width, width);
                for (var x = 0; x < row.Length; x++) sums[x] += row[x] * taps[i];
            }
            for (var x = 0; x < sums.Length; x++) result[y * width + x] = (float)sums[x];
        });
        return result;
    }
}
