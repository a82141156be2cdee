using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Metrics.Fid;

/// <summary>Inception block of the 17×17 level: 7×7 as 1×7 and 7×1, once and twice, beside 1×1 and a pool.</summary>
/// <remarks>[B, 768, h, w] → [B, 768, h, w].</remarks>
internal sealed class InceptionC : Module<Tensor, Tensor>
{
    private const int Channels = 768, Branch = 192;

    [ComponentName(Name = "branch1x1")] private readonly InceptionConvolution _one;
    [ComponentName(Name = "branch7x7_1")] private readonly InceptionConvolution _seven1;
    [ComponentName(Name = "branch7x7_2")] private readonly InceptionConvolution _seven2;
    [ComponentName(Name = "branch7x7_3")] private readonly InceptionConvolution _seven3;
    [ComponentName(Name = "branch7x7dbl_1")] private readonly InceptionConvolution _double1;
    [ComponentName(Name = "branch7x7dbl_2")] private readonly InceptionConvolution _double2;
    [ComponentName(Name = "branch7x7dbl_3")] private readonly InceptionConvolution _double3;
    [ComponentName(Name = "branch7x7dbl_4")] private readonly InceptionConvolution _double4;
    [ComponentName(Name = "branch7x7dbl_5")] private readonly InceptionConvolution _double5;
    [ComponentName(Name = "branch_pool")] private readonly InceptionConvolution _pool;

    /// <param name="narrow">Width inside the 7×7 branches.</param>
    public InceptionC(int narrow) : base(nameof(InceptionC))
    {
        (_one, _pool) = (new(Channels, Branch, 1), new(Channels, Branch, 1));
        (_seven1, _seven2, _seven3) = (new(Channels, narrow, 1), new(narrow, narrow, (1, 7)), new(narrow, Branch, (7, 1)));
        (_double1, _double2, _double3) = (new(Channels, narrow, 1), new(narrow, narrow, (7, 1)), new(narrow, narrow, (1, 7)));
        (_double4, _double5) = (new(narrow, narrow, (7, 1)), new(narrow, Branch, (1, 7)));
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        return cat(
            [
                _one.call(x),
                InceptionConvolution.Chain(x, _seven1, _seven2, _seven3),
                InceptionConvolution.Chain(x, _double1, _double2, _double3, _double4, _double5),
                _pool.call(InceptionPool.Average(x)),
            ],
            1).MoveToOuterDisposeScope();
    }
}
