using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Networks;

/// <summary>Halves both sides, rounding up: a stride-2 convolution padded by 1 on all sides.</summary>
/// <remarks>[B, C, h, w] → [B, C, ⌈h/2⌉, ⌈w/2⌉]. The autoencoder pads differently: <see cref="AutoencoderDownsample"/>.</remarks>
internal sealed class Downsample : Module<Tensor, Tensor>
{
    [ComponentName(Name = "conv")] private readonly Conv2d _conv;

    public Downsample(int channels) : base(nameof(Downsample))
    {
        _conv = Conv2d(channels, channels, 3, stride: 2, padding: 1);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => _conv.call(x);
}
