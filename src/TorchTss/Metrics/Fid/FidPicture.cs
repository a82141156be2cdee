using TorchTss.Imaging;
using TorchTss.Imaging.Filters;
using static TorchSharp.torch;

namespace TorchTss.Metrics.Fid;

/// <summary>A picture as the FID network takes it.</summary>
internal static class FidPicture
{
    /// <summary>The side of the network's input.</summary>
    public const int Side = 299;

    /// <summary>Resized and normalised.</summary>
    /// <returns>[1, 3, 299, 299] float32 on the CPU, about −1..1.</returns>
    public static Tensor Of(Image8 image, FidMode mode)
    {
        using var scope = NewDisposeScope();
        var x = Resized(image, mode);
        return (mode == FidMode.LegacyPytorch ? x.mul_(2).sub_(1) : x).MoveToOuterDisposeScope();
    }

    /// <summary>The same as implementations hand it to the network: pytorch-fid's takes 0..1 and doubles it itself.</summary>
    public static Tensor Resized(Image8 image, FidMode mode)
    {
        using var scope = NewDisposeScope();
        var x = mode switch
        {
            FidMode.LegacyPytorch => Bilinear(Levels(image)).div_(255),
            FidMode.LegacyTensorflow => TensorflowBilinear.Resize(Levels(image), Side, Side).sub_(128).div_(128),
            FidMode.Basicsr => Bilinear(ImageTensor.From(image).sub_(0.5).div_(0.5)),
            _ => Bicubic(image).sub_(128).div_(128),
        };
        return x.MoveToOuterDisposeScope();
    }

    /// <summary>[1, 3, H, W] float32 in 0..255.</summary>
    private static Tensor Levels(Image8 image)
    {
        using var scope = NewDisposeScope();
        return ImageTensor.ToRows(image).permute(2, 0, 1).unsqueeze(0).to(float32).contiguous().MoveToOuterDisposeScope();
    }

    private static Tensor Bilinear(Tensor x) =>
        nn.functional.interpolate(x, size: [Side, Side], mode: InterpolationMode.Bilinear, align_corners: false);

    /// <summary>Every channel for itself, clipped to 0..255 but not rounded.</summary>
    private static Tensor Bicubic(Image8 image)
    {
        var result = new float[3 * Side * Side];
        for (var c = 0; c < 3; c++)
        {
            var plane = new float[image.Width * image.Height];
            for (var i = 0; i < plane.Length; i++) plane[i] = image.Pixels[3 * i + c];
            var resized = PillowFloatResize.Resize(plane, (image.Width, image.Height), (Side, Side), new BicubicFilter());
            for (var i = 0; i < resized.Length; i++) result[c * Side * Side + i] = Math.Clamp(resized[i], 0, 255);
        }
        return tensor(result, [1, 3, Side, Side]);
    }
}
