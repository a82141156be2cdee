using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Metrics.Fid;

/// <summary>Inception block of the 8×8 level: 1×3 and 3×1 side by side, after one and after two convolutions, beside 1×1 and a pool.</summary>
/// <remarks>[B, In, h, w] → [B, 2048, h, w].</remarks>
internal sealed class InceptionE : Module<Tensor, Tensor>
{
    private const int Branch = 384;

    [ComponentName(Name = "branch1x1")] private readonly InceptionConvolution _one;
    [ComponentName(Name = "branch3x3_1")] private readonly InceptionConvolution _three1;
    [ComponentName(Name = "branch3x3_2a")] private readonly InceptionConvolution _three2Across;
    [ComponentName(Name = "branch3x3_2b")] private readonly InceptionConvolution _three2Down;
    [ComponentName(Name = "branch3x3dbl_1")] private readonly InceptionConvolution _double1;
    [ComponentName(Name = "branch3x3dbl_2")] private readonly InceptionConvolution _double2;
    [ComponentName(Name = "branch3x3dbl_3a")] private readonly InceptionConvolution _double3Across;
    [ComponentName(Name = "branch3x3dbl_3b")] private readonly InceptionConvolution _double3Down;
    [ComponentName(Name = "branch_pool")] private readonly InceptionConvolution _pool;
    private readonly Func<Tensor, Tensor> _pooling;

    /// <param name="input">In.</param>
    /// <param name="pooling">The pool: an average in the first of the two blocks; in the second the TensorFlow graph has a maximum.</param>
    public InceptionE(int input, Func<Tensor, Tensor> pooling) : base(nameof(InceptionE))
    {
        (_one, _pool, _pooling) = (new(input, 320, 1), new(input, 192, 1), pooling);
        (_three1, _three2Across, _three2Down) = (new(input, Branch, 1), new(Branch, Branch, (1, 3)), new(Branch, Branch, (3, 1)));
        (_double1, _double2) = (new(input, 448, 1), new(448, Branch, 3, padding: 1));
        (_double3Across, _double3Down) = (new(Branch, Branch, (1, 3)), new(Branch, Branch, (3, 1)));
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var (three, twice) = (_three1.call(x), InceptionConvolution.Chain(x, _double1, _double2));
        return cat(
            [
                _one.call(x),
                _three2Across.call(three),
                _three2Down.call(three),
                _double3Across.call(twice),
                _double3Down.call(twice),
                _pool.call(_pooling(x)),
            ],
            1).MoveToOuterDisposeScope();
    }
}
