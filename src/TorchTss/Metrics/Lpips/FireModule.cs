using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Metrics.Lpips;

/// <summary>SqueezeNet's block: a narrow 1×1 convolution, then 1×1 and 3×3 convolutions beside each other.</summary>
/// <remarks>[B, In, h, w] → [B, 2·Expanded, h, w]. torchvision Fire.</remarks>
internal sealed class FireModule : Module<Tensor, Tensor>
{
    [ComponentName(Name = "squeeze")] private readonly Conv2d _squeeze;
    [ComponentName(Name = "expand1x1")] private readonly Conv2d _expand1;
    [ComponentName(Name = "expand3x3")] private readonly Conv2d _expand3;

    public FireModule(int input, int squeezed, int expanded) : base(nameof(FireModule))
    {
        _squeeze = Conv2d(input, squeezed, 1);
        (_expand1, _expand3) = (Conv2d(squeezed, expanded, 1), Conv2d(squeezed, expanded, 3, padding: 1));
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var h = _squeeze.call(x).relu_();
        return cat([_expand1.call(h), _expand3.call(h)], 1).relu_().MoveToOuterDisposeScope();
    }
}
