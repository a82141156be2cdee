using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Metrics.Fid;

/// <summary>Inception block from 35×35 to 17×17: two strided branches beside a pool.</summary>
/// <remarks>[B, In, h, w] → [B, 480 + In, ⌊(h−1)/2⌋, ⌊(w−1)/2⌋].</remarks>
internal sealed class InceptionB : Module<Tensor, Tensor>
{
    [ComponentName(Name = "branch3x3")] private readonly InceptionConvolution _three;
    [ComponentName(Name = "branch3x3dbl_1")] private readonly InceptionConvolution _double1;
    [ComponentName(Name = "branch3x3dbl_2")] private readonly InceptionConvolution _double2;
    [ComponentName(Name = "branch3x3dbl_3")] private readonly InceptionConvolution _double3;

    public InceptionB(int input) : base(nameof(InceptionB))
    {
        _three = new(input, 384, 3, stride: 2);
        (_double1, _double2, _double3) = (new(input, 64, 1), new(64, 96, 3, padding: 1), new(96, 96, 3, stride: 2));
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        return cat([_three.call(x), InceptionConvolution.Chain(x, _double1, _double2, _double3), InceptionPool.Halve(x)], 1)
            .MoveToOuterDisposeScope();
    }
}
