using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Metrics.Musiq;

/// <summary>The one residual block of the patch network.</summary>
/// <remarks>[N, C, h, w] → [N, 4C, h, w]. pyiqa musiq_arch, Bottleneck.</remarks>
internal sealed class MusiqBottleneck : Module<Tensor, Tensor>
{
    private const double Epsilon = 1e-4;
    private const int Groups = 32;

    [ComponentName(Name = "conv1")] private readonly StandardizedConv _conv1;
    [ComponentName(Name = "gn1")] private readonly GroupNorm _norm1;
    [ComponentName(Name = "conv2")] private readonly StandardizedConv _conv2;
    [ComponentName(Name = "gn2")] private readonly GroupNorm _norm2;
    [ComponentName(Name = "conv3")] private readonly StandardizedConv _conv3;
    [ComponentName(Name = "gn3")] private readonly GroupNorm _norm3;
    [ComponentName(Name = "conv_proj")] private readonly StandardizedConv _convSkip;
    [ComponentName(Name = "gn_proj")] private readonly GroupNorm _normSkip;

    public MusiqBottleneck(int channels) : base(nameof(MusiqBottleneck))
    {
        var output = 4 * channels;
        (_conv1, _norm1) = (new StandardizedConv(channels, channels, 1), GroupNorm(Groups, channels, Epsilon));
        (_conv2, _norm2) = (new StandardizedConv(channels, channels, 3), GroupNorm(Groups, channels, Epsilon));
        (_conv3, _norm3) = (new StandardizedConv(channels, output, 1), GroupNorm(Groups, output, Epsilon));
        (_convSkip, _normSkip) = (new StandardizedConv(channels, output, 1), GroupNorm(Groups, output, Epsilon));
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var h = _norm1.call(_conv1.call(x)).relu_();
        h = _norm2.call(_conv2.call(h)).relu_();
        h = _norm3.call(_conv3.call(h));
        return h.add_(_normSkip.call(_convSkip.call(x))).relu_().MoveToOuterDisposeScope();
    }
}
