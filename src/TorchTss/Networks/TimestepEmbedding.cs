using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Networks;

/// <summary>The two-layer perceptron behind a sinusoid; SiLU follows later, in front of every projection.</summary>
/// <remarks>[n, In] → [n, Out]; also SDXL's <c>add_embedding</c>. diffusers TimestepEmbedding.</remarks>
internal sealed class TimestepEmbedding : Module<Tensor, Tensor>
{
    [ComponentName(Name = "linear_1")] private readonly Linear _linear1;
    [ComponentName(Name = "linear_2")] private readonly Linear _linear2;

    public TimestepEmbedding(int input, int output) : base(nameof(TimestepEmbedding))
    {
        (_linear1, _linear2) = (Linear(input, output), Linear(output, output));
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        return _linear2.call(_linear1.call(x.to(_linear1.weight!.dtype)).silu_()).MoveToOuterDisposeScope();
    }
}
