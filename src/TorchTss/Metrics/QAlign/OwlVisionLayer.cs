using TorchSharp.Modules;
using TorchSharp.Utils;
using TorchTss.Networks;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Metrics.QAlign;

/// <summary>One layer of the picture encoder: attention, then a perceptron, each normalised before and added after.</summary>
/// <remarks>[B, N, C] → the same. mPLUG-Owl2 visual_encoder.py, MplugOwlVisionEncoderLayer.</remarks>
internal sealed class OwlVisionLayer : Module<Tensor, Tensor>
{
    [ComponentName(Name = "input_layernorm")] private readonly LayerNorm _norm1;
    [ComponentName(Name = "self_attn")] private readonly OwlVisionAttention _attention;
    [ComponentName(Name = "post_attention_layernorm")] private readonly LayerNorm _norm2;
    [ComponentName(Name = "mlp")] private readonly Sequential _perceptron;

    public OwlVisionLayer(OwlVisionConfig c) : base(nameof(OwlVisionLayer))
    {
        (_norm1, _norm2) = (LayerNorm(c.Width, c.Epsilon), LayerNorm(c.Width, c.Epsilon));
        _attention = new OwlVisionAttention(c.Width, c.Heads);
        _perceptron = Sequential(("fc1", Linear(c.Width, c.Hidden)), ("act", new QuickGelu()), ("fc2", Linear(c.Hidden, c.Width)));
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var h = _attention.call(_norm1.call(x)).add_(x);
        return _perceptron.call(_norm2.call(h)).add_(h).MoveToOuterDisposeScope();
    }
}
