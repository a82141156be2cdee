using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Metrics.Fid;

/// <summary>Inception block from 17×17 to 8×8: two strided branches beside a pool.</summary>
/// <remarks>[B, 768, h, w] → [B, 1280, ⌊(h−1)/2⌋, ⌊(w−1)/2⌋].</remarks>
internal sealed class InceptionD : Module<Tensor, Tensor>
{
    private const int Channels = 768, Branch = 192;

    [ComponentName(Name = "branch3x3_1")] private readonly InceptionConvolution _three1;
    [ComponentName(Name = "branch3x3_2")] private readonly InceptionConvolution _three2;
    [ComponentName(Name = "branch7x7x3_1")] private readonly InceptionConvolution _seven1;
    [ComponentName(Name = "branch7x7x3_2")] private readonly InceptionConvolution _seven2;
    [ComponentName(Name = "branch7x7x3_3")] private readonly InceptionConvolution _seven3;
    [ComponentName(Name = "branch7x7x3_4")] private readonly InceptionConvolution _seven4;

    public InceptionD() : base(nameof(InceptionD))
    {
        (_three1, _three2) = (new(Channels, Branch, 1), new(Branch, 320, 3, stride: 2));
        (_seven1, _seven2, _seven3) = (new(Channels, Branch, 1), new(Branch, Branch, (1, 7)), new(Branch, Branch, (7, 1)));
        _seven4 = new(Branch, Branch, 3, stride: 2);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        return cat(
            [
                InceptionConvolution.Chain(x, _three1, _three2),
                InceptionConvolution.Chain(x, _seven1, _seven2, _seven3, _seven4),
                InceptionPool.Halve(x),
            ],
            1).MoveToOuterDisposeScope();
    }
}
