using TorchTss.Imaging;
using TorchTss.Imaging.Filters;
using TorchTss.Imaging.Rows;
using TorchTss.Networks.Tiling;
using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Hosts.Supir;

/// <summary>SUPIR's way from 8 bits to what the networks see, and back (supir.md 1.2, 1.6).</summary>
internal static class SupirPixels
{
    private const int LeastRows = 64, BandPixels = 1 << 19;      // a colour fix looks at 62 rows more

    /// <summary>Pillow's bicubic to the working size.</summary>
    public static Image8 Resized(Image8 image, SupirSize size) => PillowResize.Resize(image, size.Width, size.Height, new BicubicFilter());

    /// <summary>The values of a picture as the encoders see them.</summary>
    /// <returns>[1, 3, H, W] float32 in −1..1 on the CPU.</returns>
    public static Tensor Signed(Image8 image)
    {
        using var source = TileSource.Of(image);
        return source.Cut(new TileWindow(0, 0, image.Width, image.Height), float32, CPU);
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
