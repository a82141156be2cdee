using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Networks;

/// <summary>Grows to a given size by repeating pixels (source = ⌊target · in/out⌋), then convolves.</summary>
/// <remarks>[B, C, h, w] → [B, C, Height, Width]. The size is the next skip's: twice h, or one less where the way down rounded up.</remarks>
internal sealed class Upsample : Module<Tensor, (long Height, long Width), Tensor>
{
    [ComponentName(Name = "conv")] private readonly Conv2d _conv;

    public Upsample(int channels) : base(nameof(Upsample))
    {
        _conv = Conv2d(channels, channels, 3, padding: 1);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x, (long Height, long Width) size)
    {
        using var scope = NewDisposeScope();
        return _conv.call(functional.interpolate(x, [size.Height, size.Width], mode: InterpolationMode.Nearest)).MoveToOuterDisposeScope();
    }
}
