using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Metrics.Fid;

/// <summary>Inception block of the 35×35 level: 1×1, 5×5 and twice 3×3 beside a pool.</summary>
/// <remarks>[B, In, h, w] → [B, 224 + Pooled, h, w].</remarks>
internal sealed class InceptionA : Module<Tensor, Tensor>
{
    [ComponentName(Name = "branch1x1")] private readonly InceptionConvolution _one;
    [ComponentName(Name = "branch5x5_1")] private readonly InceptionConvolution _five1;
    [ComponentName(Name = "branch5x5_2")] private readonly InceptionConvolution _five2;
    [ComponentName(Name = "branch3x3dbl_1")] private readonly InceptionConvolution _double1;
    [ComponentName(Name = "branch3x3dbl_2")] private readonly InceptionConvolution _double2;
    [ComponentName(Name = "branch3x3dbl_3")] private readonly InceptionConvolution _double3;
    [ComponentName(Name = "branch_pool")] private readonly InceptionConvolution _pool;

    public InceptionA(int input, int pooled) : base(nameof(InceptionA))
    {
        _one = new(input, 64, 1);
        (_five1, _five2) = (new(input, 48, 1), new(48, 64, 5, padding: 2));
        (_double1, _double2, _double3) = (new(input, 64, 1), new(64, 96, 3, padding: 1), new(96, 96, 3, padding: 1));
        _pool = new(input, pooled, 1);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        return cat(
            [
                _one.call(x),
                InceptionConvolution.Chain(x, _five1, _five2),
                InceptionConvolution.Chain(x, _double1, _double2, _double3),
                _pool.call(InceptionPool.Average(x)),
            ],
            1).MoveToOuterDisposeScope();
    }
}
