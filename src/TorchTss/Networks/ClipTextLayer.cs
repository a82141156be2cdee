using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Networks;

/// <summary>One layer of a text encoder in transformers' spelling: <see cref="ClipTextBlock"/> under other names.</summary>
/// <remarks>x [B, L, C] → the same. transformers CLIPEncoderLayer.</remarks>
internal sealed class ClipTextLayer : Module<Tensor, Tensor>
{
    [ComponentName(Name = "layer_norm1")] private readonly LayerNorm _norm1;
    [ComponentName(Name = "self_attn")] private readonly ClipSelfAttention _attention;
    [ComponentName(Name = "layer_norm2")] private readonly LayerNorm _norm2;
    [ComponentName(Name = "mlp")] private readonly ClipPerceptron _perceptron;

    public ClipTextLayer(ClipTextConfig config) : base(nameof(ClipTextLayer))
    {
        (_norm1, _norm2) = (LayerNorm(config.Width, eps: config.NormEps), LayerNorm(config.Width, eps: config.NormEps));
        (_attention, _perceptron) = (new ClipSelfAttention(config.Width, config.Heads), new ClipPerceptron(config));
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var h = _attention.call(_norm1.call(x)).add_(x);
        return _perceptron.call(_norm2.call(h)).add_(h).MoveToOuterDisposeScope();
    }
}
