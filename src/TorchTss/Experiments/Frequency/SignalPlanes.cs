using TorchTss.Imaging;
using TorchTss.Schedules;
using static TorchSharp.torch;

namespace TorchTss.Experiments.Frequency;

/// <summary>Pictures as the planes that are transformed.</summary>
internal static class SignalPlanes
{
    /// <summary>The planes of an 8-bit picture.</summary>
    /// <returns>[1|3, H, W] float64 in 0..255.</returns>
    public static Tensor Of(Image8 picture, FrequencyChannel channel)
    {
        using var scope = NewDisposeScope();
        return Of(ImageTensor.ToRows(picture).permute(2, 0, 1).unsqueeze(0), channel).MoveToOuterDisposeScope();
    }

    /// <summary>The planes of a channel choice.</summary>
    /// <param name="picture">[1, 3, H, W]: uint8 in 0..255 or floating in 0..1.</param>
    /// <param name="channel">Luma or the three colours.</param>
    /// <returns>[1|3, H, W] float64 in 0..255 on the CPU.</returns>
    public static Tensor Of(Tensor picture, FrequencyChannel channel)
    {
        using var scope = NewDisposeScope();
        if (channel == FrequencyChannel.Luma) return (VarianceMap.Gray(picture)[0] * 255).MoveToOuterDisposeScope();
        var levels = picture[0].to(float64).cpu();
        return (picture.dtype == ScalarType.Byte ? levels : levels * 255).MoveToOuterDisposeScope();
    }
}
