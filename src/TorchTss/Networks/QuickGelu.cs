using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Networks;

/// <summary>OpenAI's approximation of the GELU: x·σ(1.702x).</summary>
internal sealed class QuickGelu() : Module<Tensor, Tensor>(nameof(QuickGelu))
{
    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        return (x * 1.702).sigmoid_().mul_(x).MoveToOuterDisposeScope();
    }
}
