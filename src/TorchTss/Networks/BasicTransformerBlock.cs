using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Networks;

/// <summary>Self-attention, attention to the text where there is one, perceptron: each normalised before and added after.</summary>
/// <remarks>x [B, L, C], context [B, M, Cc] → [B, L, C].</remarks>
internal sealed class BasicTransformerBlock : Module<Tensor, Tensor, Tensor>
{
    [ComponentName(Name = "norm1")] private readonly LayerNorm _norm1;
    [ComponentName(Name = "attn1")] private readonly Attention _self;
    [ComponentName(Name = "norm2")] private readonly LayerNorm? _norm2;
    [ComponentName(Name = "attn2")] private readonly Attention? _cross;
    [ComponentName(Name = "norm3")] private readonly LayerNorm _norm3;
    [ComponentName(Name = "ff")] private readonly FeedForward _feedForward;

    public BasicTransformerBlock(TransformerShape s) : base(nameof(BasicTransformerBlock))
    {
        _norm1 = LayerNorm(s.Inner, s.NormEps);
        _self = new Attention(s.Inner, s.Inner, s.Heads, s.HeadSize, s.AttentionBias);
        if (s.Context is { } context)
        {
            (_norm2, _cross) = (LayerNorm(s.Inner, s.NormEps), new Attention(s.Inner, context, s.Heads, s.HeadSize, s.AttentionBias));
        }
        _norm3 = LayerNorm(s.Inner, s.NormEps);
        _feedForward = new FeedForward(s.Inner);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x, Tensor context)
    {
        using var scope = NewDisposeScope();
        var normed = _norm1.call(x);
        var h = _self.call(normed, normed).add_(x);
        if (_cross is not null) h = _cross.call(_norm2!.call(h), context).add_(h);
        return _feedForward.call(_norm3.call(h)).add_(h).MoveToOuterDisposeScope();
    }
}
