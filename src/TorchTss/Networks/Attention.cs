using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Networks;

/// <summary>Multi-head attention of x to a context, which is x itself in self-attention: softmax(q·kᵀ/√d)·v.</summary>
/// <remarks>x [B, L, C], context [B, M, Cc] → [B, L, C]. Bias on q, k, v where "attention_bias" says so. diffusers Attention.</remarks>
internal sealed class Attention : Module<Tensor, Tensor, Tensor>
{
    [ComponentName(Name = "to_q")] private readonly Linear _query;
    [ComponentName(Name = "to_k")] private readonly Linear _key;
    [ComponentName(Name = "to_v")] private readonly Linear _value;
    [ComponentName(Name = "to_out")] private readonly ModuleList<Linear> _out;
    private readonly int _heads;

    public Attention(int channels, int context, int heads, int headSize, bool bias = false) : base(nameof(Attention))
    {
        var inner = heads * headSize;
        _query = Linear(channels, inner, hasBias: bias);
        (_key, _value) = (Linear(context, inner, hasBias: bias), Linear(context, inner, hasBias: bias));
        _out = ModuleList(Linear(inner, channels));
        _heads = heads;
        RegisterComponents();
    }

    public override Tensor forward(Tensor x, Tensor context)
    {
        using var scope = NewDisposeScope();
        var y = functional.scaled_dot_product_attention(Split(_query.call(x)), Split(_key.call(context)), Split(_value.call(context)));
        return _out[0].call(y.transpose(1, 2).flatten(2)).MoveToOuterDisposeScope();
    }

    /// <summary>[B, L, heads·d] → [B, heads, L, d]; the heads are the outer part of the channels.</summary>
    private Tensor Split(Tensor tokens) => tokens.unflatten(2, [_heads, -1]).transpose(1, 2);
}
