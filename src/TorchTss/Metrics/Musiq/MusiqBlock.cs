using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Metrics.Musiq;

/// <summary>One block of the encoder: attention, then a perceptron, each normalised before and added after.</summary>
/// <remarks>[B, L, C] → the same. pyiqa musiq_arch, TransformerBlock.</remarks>
internal sealed class MusiqBlock : Module<Tensor, Tensor>
{
    [ComponentName(Name = "norm1")] private readonly LayerNorm _norm1;
    [ComponentName(Name = "attention")] private readonly MusiqAttention _attention;
    [ComponentName(Name = "norm2")] private readonly LayerNorm _norm2;
    [ComponentName(Name = "mlp")] private readonly Sequential _perceptron;

    public MusiqBlock(MusiqConfig c) : base(nameof(MusiqBlock))
    {
        (_norm1, _norm2) = (LayerNorm(c.Width, eps: 1e-6), LayerNorm(c.Width, eps: 1e-6));
        _attention = new MusiqAttention(c.Width, c.Heads);
        _perceptron = Sequential(("fc1", Linear(c.Width, c.Hidden)), ("act", GELU()), ("fc2", Linear(c.Hidden, c.Width)));
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var h = _attention.call(_norm1.call(x)).add_(x);
        return _perceptron.call(_norm2.call(h)).add_(h).MoveToOuterDisposeScope();
    }
}
