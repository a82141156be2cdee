using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Metrics.QAlign;

/// <summary>LLaMA's norm: divided by the root of the mean square, which is taken in float32.</summary>
/// <remarks>[…, C] → the same. transformers LlamaRMSNorm.</remarks>
internal sealed class RmsNorm : Module<Tensor, Tensor>
{
    [ComponentName(Name = "weight")] private readonly Parameter _weight;
    private readonly double _epsilon;

    public RmsNorm(int width, double epsilon) : base(nameof(RmsNorm))
    {
        _weight = new Parameter(empty(width));
        _epsilon = epsilon;
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var exact = x.to(float32);
        var scale = exact.square().mean([-1], keepdim: true).add_(_epsilon).rsqrt_();
        return (exact * scale).to(x.dtype).mul(_weight).MoveToOuterDisposeScope();
    }
}
