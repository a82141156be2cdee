using TorchTss.Imaging;
using TorchTss.Imaging.Filters;
using static TorchSharp.torch;

namespace TorchTss.Metrics.QAlign;

/// <summary>A picture as the encoder sees it: in the middle of a square, resized.</summary>
internal static class QAlignPicture
{
    // CLIP's mean colour in 8 bits.
    private static readonly byte[] _background = [122, 116, 104];

    /// <summary>[1, 3, side, side] float32, normalised.</summary>
    public static Tensor Of(Image8 image, int side)
    {
        using var scope = NewDisposeScope();
        return ClipPixels.Normalize(ImageTensor.From(Square(image, side))).MoveToOuterDisposeScope();
    }

    /// <summary>Padded to a square, then resized as Pillow does in 8 bits.</summary>
    public static Image8 Square(Image8 image, int side) => PillowResize.Resize(Padded(image), side, side, new BicubicFilter());

    private static Image8 Padded(Image8 image)
    {
        var side = Math.Max(image.Width, image.Height);
        if (image.Width == image.Height) return image;
        var square = new Image8(side, side);
        for (var i = 0; i < square.Pixels.Length; i++) square.Pixels[i] = _background[i % 3];
        var (left, top) = ((side - image.Width) / 2, (side - image.Height) / 2);
        for (var y = 0; y < image.Height; y++) image.Row(y).CopyTo(square.Row(top + y)[(left * 3)..]);
        return square;
    }
}
