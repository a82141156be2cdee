using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Networks;

/// <summary>The residual block of the autoencoder, which knows no time.</summary>
/// <remarks>[B, In, h, w] → [B, Out, h, w].</remarks>
internal sealed class AutoencoderResnetBlock : Module<Tensor, Tensor>
{
    [ComponentName(Name = "norm1")] private readonly GroupNorm _norm1;
    [ComponentName(Name = "conv1")] private readonly Conv2d _conv1;
    [ComponentName(Name = "norm2")] private readonly GroupNorm _norm2;
    [ComponentName(Name = "conv2")] private readonly Conv2d _conv2;
    [ComponentName(Name = "conv_shortcut")] private readonly Conv2d? _shortcut;

    public AutoencoderResnetBlock(int input, int output, int groups, double eps) : base(nameof(AutoencoderResnetBlock))
    {
        (_norm1, _conv1) = (GroupNorm(groups, input, eps), Conv2d(input, output, 3, padding: 1));
        (_norm2, _conv2) = (GroupNorm(groups, output, eps), Conv2d(output, output, 3, padding: 1));
        _shortcut = input == output ? null : Conv2d(input, output, 1);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var h = NormActivation.Consume(_norm2, _conv2, NormActivation.Apply(_norm1, _conv1, x));
        return h.add_(_shortcut?.call(x) ?? x).MoveToOuterDisposeScope();
    }
}
