using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Metrics.Musiq;

/// <summary>A convolution whose filters have mean 0 and deviation 1 each; no bias, TensorFlow's padding.</summary>
/// <remarks>[B, In, H, W] → [B, Out, ⌈H/stride⌉, ⌈W/stride⌉]. pyiqa StdConv: the deviation divides by N − 1.</remarks>
internal sealed class StandardizedConv : Module<Tensor, Tensor>
{
    [ComponentName(Name = "weight")] private readonly Parameter _weight;
    private readonly int _kernel, _stride;

    public StandardizedConv(int input, int output, int kernel, int stride = 1) : base(nameof(StandardizedConv))
    {
        _weight = new Parameter(empty(output, input, kernel, kernel));
        (_kernel, _stride) = (kernel, stride);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        long[] filter = [1, 2, 3];
        var centred = _weight - _weight.mean(filter, keepdim: true);
        var weight = centred / (centred.std(filter, unbiased: true, keepdim: true) + 1e-5);
        return functional.conv2d(SamePadding.Apply(x, _kernel, _stride), weight, strides: [_stride, _stride]).MoveToOuterDisposeScope();
    }
}
