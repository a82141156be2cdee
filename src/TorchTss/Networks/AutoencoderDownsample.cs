using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Networks;

/// <summary>Halves both sides: a stride-2 convolution on a picture that is padded with one zero at the right and bottom only.</summary>
/// <remarks>[B, C, h, w] → [B, C, ⌊h/2⌋, ⌊w/2⌋].</remarks>
internal sealed class AutoencoderDownsample : Module<Tensor, Tensor>
{
    [ComponentName(Name = "conv")] private readonly Conv2d _conv;

    public AutoencoderDownsample(int channels) : base(nameof(AutoencoderDownsample))
    {
        _conv = Conv2d(channels, channels, 3, stride: 2);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        return _conv.call(functional.pad(x, [0, 1, 0, 1])).MoveToOuterDisposeScope();
    }
}
