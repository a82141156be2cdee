using System.Runtime.InteropServices;
using TorchTss.Imaging;
using TorchTss.Imaging.Filters;
using TorchTss.Imaging.Rows;
using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Hosts.Supir;

/// <summary>SUPIR's way from 8 bits to what the networks see, and back (supir.md 1.2, 1.6).</summary>
internal static class SupirPixels
{
    private const int LeastRows = 64, BandPixels = 1 << 19;      // a colour fix looks at 62 rows more

    // In double and cast at the end, as the original's numpy does.
    private static readonly float[] _levels = [.. Enumerable.Range(0, 256).Select(v => (float)(v / 255.0 * 2 - 1))];

    /// <summary>Pillow's bicubic to the working size.</summary>
    public static Image8 Resized(Image8 image, SupirSize size) => PillowResize.Resize(image, size.Width, size.Height, new BicubicFilter());

    /// <summary>The values of a picture, or of a part of one.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="part">The part; null: all of it.</param>
    /// <returns>[1, 3, h, w] float32 in −1..1 on the CPU.</returns>
    public static Tensor Signed(Image8 image, TileWindow? part = null)
    {
        using var scope = NewDisposeScope();
        var window = part ?? new TileWindow(0, 0, image.Width, image.Height);
        var result = empty([1, 3, window.Height, window.Width], float32);
        for (var c = 0; c < 3; c++)
        {
            var plane = MemoryMarshal.Cast<byte, float>(result[0, c].bytes);
            for (var y = 0; y < window.Height; y++)
            {
                var row = image.Row(window.Y + y)[(window.X * 3)..];
                var to = plane.Slice(y * window.Width, window.Width);
                for (int x = 0, o = c; x < to.Length; x++, o += 3) to[x] = _levels[row[o]];
            }
        }
        return result.MoveToOuterDisposeScope();
    }

    /// <summary>torch's bicubic to the size that was asked for, without antialiasing.</summary>
    /// <param name="picture">[1, 3, H, W] float32, about −1..1.</param>
    /// <param name="size">The output size.</param>
    /// <returns>[1, 3, h, w].</returns>
    public static Tensor ToOutputSize(Tensor picture, SupirSize size) => (picture.size(2), picture.size(3)) == (size.OutputHeight, size.OutputWidth)
        ? picture.alias()
        : nn.functional.interpolate(picture, size: [size.OutputHeight, size.OutputWidth], mode: InterpolationMode.Bicubic, align_corners: false);

    /// <summary>The same of a picture that is read row by row.</summary>
    /// <param name="picture">Belongs to the result.</param>
    /// <param name="size">The output size.</param>
    public static IPictureRows ToOutputSize(IPictureRows picture, SupirSize size) => (picture.Width, picture.Height) == (size.OutputWidth, size.OutputHeight)
        ? picture : new ResizedRows(picture, size.OutputHeight, size.OutputWidth);

    /// <summary>8 bits, truncated, not rounded, a few rows at a time.</summary>
    /// <param name="picture">About −1..1.</param>
    public static Image8 ToImage(IPictureRows picture)
    {
        var image = new Image8(picture.Width, picture.Height);
        var rows = Math.Max(LeastRows, BandPixels / picture.Width);
        for (var top = 0; top < picture.Height; top += rows)
        {
            Fill(top, Math.Min(top + rows, picture.Height));
            NativeHeap.Trim();
        }
        return image;

        void Fill(int top, int bottom)
        {
            using var scope = NewDisposeScope();
            ImageTensor.Fill(image, top, picture.Read(top, bottom) * 127.5 + 127.5, PixelRounding.Truncate);
        }
    }

    /// <summary>8 bits, truncated, not rounded.</summary>
    /// <param name="picture">[1, 3, h, w] float32, about −1..1.</param>
    public static Image8 ToImage(Tensor picture)
    {
        using var scope = NewDisposeScope();
        return ImageTensor.FromLevels(picture * 127.5 + 127.5, PixelRounding.Truncate);
    }
}
