using System.Numerics;

namespace TorchTss.Imaging;

/// <summary>Resizes 8-bit pictures to the bit as Pillow 9.4 does: across first into an 8-bit picture, then down.</summary>
public static class PillowResize
{
    private const int Half = 1 << (ResampleWeights.FractionBits - 1);

    /// <summary>The resized picture; a side that keeps its length is not filtered.</summary>
    /// <param name="image">The source; returned itself when both sides keep their lengths.</param>
    /// <param name="width">New width, 1 or more.</param>
    /// <param name="height">New height, 1 or more.</param>
    /// <param name="filter">The kernel; it is widened when shrinking.</param>
    /// <exception cref="ArgumentException">A side below 1, or more than <see cref="Image8.MaxPixels"/> before or after the second pass.</exception>
    public static Image8 Resize(Image8 image, int width, int height, IResampleFilter filter)
    {
        if (width != image.Width) image = Across(image, width, filter);
        return height == image.Height ? image : Down(image, height, filter);
    }

    private static Image8 Across(Image8 image, int width, IResampleFilter filter)
    {
        var result = new Image8(width, image.Height);
        var weights = new ResampleWeights(image.Width, width, filter);
        Parallel.For(0, image.Height, y =>
        {
            var from = image.Row(y);
            var to = result.Row(y);
            for (var x = 0; x < width; x++)
            {
                var (red, green, blue) = (Half, Half, Half);
                var taps = weights.Of(x);
                var source = from.Slice(weights.First(x) * 3, taps.Length * 3);
                for (var i = 0; i < taps.Length; i++)
                {
                    red += taps[i] * source[3 * i];
                    green += taps[i] * source[3 * i + 1];
                    blue += taps[i] * source[3 * i + 2];
                }
                (to[3 * x], to[3 * x + 1], to[3 * x + 2]) = (Clip(red), Clip(green), Clip(blue));
            }
        });
        return result;
    }

    private static Image8 Down(Image8 image, int height, IResampleFilter filter)
    {
        var result = new Image8(image.Width, height);
        var weights = new ResampleWeights(image.Height, height, filter);
        Parallel.For(0, height, y => SumRows(image, weights.First(y), weights.Of(y), result.Row(y)));
        return result;
    }

    // A row is a run of independent samples, so whole vectors of them are weighted at once.
    private static void SumRows(Image8 image, int first, ReadOnlySpan<int> taps, Span<byte> to)
    {
        var step = Vector<byte>.Count;
        var whole = to.Length - to.Length % step;
        for (var x = 0; x < whole; x += step)
        {
            var (a, b, c, d) = (new Vector<int>(Half), new Vector<int>(Half), new Vector<int>(Half), new Vector<int>(Half));
            for (var i = 0; i < taps.Length; i++)
            {
                Vector.Widen(new Vector<byte>(image.Row(first + i)[x..]), out var low, out var high);
                Vector.Widen(low, out var p, out var q);
                Vector.Widen(high, out var r, out var s);
                var weight = new Vector<int>(taps[i]);
                a += weight * Vector.AsVectorInt32(p);
                b += weight * Vector.AsVectorInt32(q);
                c += weight * Vector.AsVectorInt32(r);
                d += weight * Vector.AsVectorInt32(s);
            }
            Vector.Narrow(Vector.Narrow(Clip(a), Clip(b)), Vector.Narrow(Clip(c), Clip(d))).CopyTo(to[x..]);
        }
        for (var x = whole; x < to.Length; x++)
        {
            var sum = Half;
            for (var i = 0; i < taps.Length; i++) sum += taps[i] * image.Row(first + i)[x];
            to[x] = Clip(sum);
        }
    }

    private static byte Clip(int sum) => (byte)Math.Clamp(sum >> ResampleWeights.FractionBits, 0, 255);

    private static Vector<uint> Clip(Vector<int> sums)
    {
        var levels = Vector.ShiftRightArithmetic(sums, ResampleWeights.FractionBits);
        return Vector.AsVectorUInt32(Vector.Min(Vector.Max(levels, Vector<int>.Zero), new Vector<int>(255)));
    }
}
