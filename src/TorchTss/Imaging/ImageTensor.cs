using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchTss.Imaging;

/// <summary>8-bit pictures to tensors and back.</summary>
public static class ImageTensor
{
    // byte / 255 in float32, the same division as torch's; multiplying by 1/255 would differ in the last bit.
    private static readonly float[] _levels = [.. Enumerable.Range(0, 256).Select(v => v / 255f)];

    /// <summary>The picture divided by 255.</summary>
    /// <returns>[1, 3, H, W] float32 in 0..1 on the CPU.</returns>
    public static Tensor From(Image8 image) => From(image, 0, image.Height);

    /// <summary>The same of some rows.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="top">The first.</param>
    /// <param name="bottom">Behind the last.</param>
    /// <returns>[1, 3, bottom − top, W].</returns>
    internal static Tensor From(Image8 image, int top, int bottom)
    {
        using var scope = NewDisposeScope();
        var result = empty([1, 3, bottom - top, image.Width], float32);
        for (var c = 0; c < 3; c++)
        {
            var plane = MemoryMarshal.Cast<byte, float>(result[0, c].bytes);
            for (int i = 0, o = top * image.Width * 3 + c; i < plane.Length; i++, o += 3) plane[i] = _levels[image.Pixels[o]];
        }
        return result.MoveToOuterDisposeScope();
    }

    /// <summary>The picture of values in 0..1: clamped, times 255 in float32, rounded.</summary>
    /// <param name="values">[1, 3, H, W], any float type and device.</param>
    /// <param name="rounding">Which level a value between two becomes.</param>
    /// <exception cref="ArgumentException">Another shape.</exception>
    public static Image8 ToImage(Tensor values, PixelRounding rounding = PixelRounding.HalfToEven) => ToImage(values, 255, rounding);

    /// <summary>The picture of values in grey levels: clamped to 0..255 and rounded.</summary>
    /// <param name="levels">[1, 3, H, W], any float type and device.</param>
    /// <param name="rounding">Which level a value between two becomes.</param>
    /// <exception cref="ArgumentException">Another shape.</exception>
    public static Image8 FromLevels(Tensor levels, PixelRounding rounding = PixelRounding.HalfToEven) => ToImage(levels, 1, rounding);

    /// <summary>Writes rows into a picture; see <see cref="FromLevels"/>.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="top">Where the first goes.</param>
    /// <param name="levels">[1, 3, rows, W].</param>
    /// <param name="rounding">Which level a value between two becomes.</param>
    internal static void Fill(Image8 image, int top, Tensor levels, PixelRounding rounding) => Fill(image, top, levels, 1, rounding);

    /// <summary>A [H, W, 3] uint8 tensor of a parity case.</summary>
    internal static Image8 FromRows(Tensor rows) => new((int)rows.shape[1], (int)rows.shape[0], rows.contiguous().bytes.ToArray());

    /// <summary>The [H, W, 3] uint8 tensor of a picture.</summary>
    internal static Tensor ToRows(Image8 image) => tensor(image.Pixels, [image.Height, image.Width, 3], uint8);

    private static Image8 ToImage(Tensor values, float scale, PixelRounding rounding)
    {
        if (values.shape is not [1, 3, var height, var width])
            throw new ArgumentException($"a picture is [1, 3, H, W], got [{string.Join(", ", values.shape)}]");
        var image = new Image8((int)width, (int)height);
        Fill(image, 0, values, scale, rounding);
        return image;
    }

    private static void Fill(Image8 image, int top, Tensor values, float scale, PixelRounding rounding)
    {
        using var scope = NewDisposeScope();
        for (var c = 0; c < 3; c++)
        {
            using var plane = values[0, c].to(float32, CPU).contiguous();
            var levels = MemoryMarshal.Cast<byte, float>(plane.bytes);
            for (int i = 0, o = top * image.Width * 3 + c; i < levels.Length; i++, o += 3) image.Pixels[o] = Level(levels[i] * scale, rounding);
        }
    }

    // Not a number becomes black: a finished picture is never lost to one bad pixel.
    private static byte Level(float value, PixelRounding rounding)
    {
        if (!(value > 0)) return 0;
        if (value >= 255) return 255;
        return (byte)(rounding == PixelRounding.Truncate ? value : MathF.Round(value, MidpointRounding.ToEven));
    }
}
