using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Networks;

/// <summary>The two-layer perceptron behind a sinusoid; SiLU follows later, in front of every projection.</summary>
/// <remarks>[n, In] → [n, Out]; also SDXL's <c>add_embedding</c>. diffusers TimestepEmbedding,
/// with SiLU between the layers unless told otherwise.</remarks>
internal sealed class TimestepEmbedding : Module<Tensor, Tensor>
{
    [ComponentName(Name = "linear_1")] private readonly Linear _linear1;
    [ComponentName(Name = "linear_2")] private readonly Linear _linear2;
    private readonly Func<Tensor, Tensor> _between;
    private readonly Func<Tensor, Tensor>? _after;

    public TimestepEmbedding(int input, int output) : this(input, output, output, "silu", after: null)
    {
    }

    /// <summary>With a hidden layer of another width and other activations (<see cref="Activation"/>).</summary>
    public TimestepEmbedding(int input, int hidden, int output, string between, string? after) : base(nameof(TimestepEmbedding))
    {
        (_linear1, _linear2) = (Linear(input, hidden), Linear(hidden, output));
        (_between, _after) = (Activation.Of(between), after is null ? null : Activation.Of(after));
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var y = _linear2.call(_between(_linear1.call(x.to(_linear1.weight!.dtype))));
        return (_after?.Invoke(y) ?? y).MoveToOuterDisposeScope();
    }
}
