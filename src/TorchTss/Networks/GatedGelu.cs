using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Networks;

/// <summary>GEGLU: value · gelu(gate), value in the first half of the projection, exact (erf) GELU.</summary>
/// <remarks>[…, C] → […, Inner]. The halves are projected apart, so that neither needs a copy.</remarks>
internal sealed class GatedGelu : Module<Tensor, Tensor>
{
    [ComponentName(Name = "proj")] private readonly Linear _projection;
    private readonly int _inner;

    public GatedGelu(int channels, int inner) : base(nameof(GatedGelu))
    {
        _projection = Linear(channels, 2 * inner);
        _inner = inner;
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var gate = Half(x, 1).gelu_();
        return gate.mul_(Half(x, 0)).MoveToOuterDisposeScope();
    }

    private Tensor Half(Tensor x, int half)
    {
        using var scope = NewDisposeScope();
        var (weight, bias) = (_projection.weight!.narrow(0, half * _inner, _inner), _projection.bias!.narrow(0, half * _inner, _inner));
        return functional.linear(x, weight, bias).MoveToOuterDisposeScope();
    }
}
