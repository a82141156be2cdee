using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Networks;

/// <summary>One block of a CLIP text tower in OpenAI's spelling: attention, then a perceptron, each normalised before and added after.</summary>
/// <remarks>x [B, L, C] → the same. CLIP model.py, ResidualAttentionBlock.</remarks>
internal sealed class ClipTextBlock : Module<Tensor, Tensor>
{
    [ComponentName(Name = "ln_1")] private readonly LayerNorm _norm1;
    [ComponentName(Name = "attn")] private readonly ClipAttention _attention;
    [ComponentName(Name = "ln_2")] private readonly LayerNorm _norm2;
    [ComponentName(Name = "mlp")] private readonly Sequential _perceptron;

    /// <param name="width">C.</param>
    /// <param name="heads">Heads of C / heads channels.</param>
    /// <param name="activation">Between the perceptron's two layers: <see cref="QuickGelu"/> in OpenAI's models, GELU in LAION's.</param>
    /// <param name="perceptronWidth">Width between them; four times C unless given.</param>
    public ClipTextBlock(int width, int heads, Module<Tensor, Tensor> activation, int? perceptronWidth = null) : base(nameof(ClipTextBlock))
    {
        var wide = perceptronWidth ?? 4 * width;
        (_norm1, _norm2) = (LayerNorm(width, eps: 1e-5), LayerNorm(width, eps: 1e-5));
        _attention = new ClipAttention(width, heads);
        _perceptron = Sequential(("c_fc", Linear(width, wide)), ("gelu", activation), ("c_proj", Linear(wide, width)));
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var h = _attention.call(_norm1.call(x)).add_(x);
        return _perceptron.call(_norm2.call(h)).add_(h).MoveToOuterDisposeScope();
    }
}
