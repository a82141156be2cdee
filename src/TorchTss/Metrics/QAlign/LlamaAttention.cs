using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Metrics.QAlign;

/// <summary>Causal self-attention; keys and values of text and picture have projections of their own.</summary>
/// <remarks>[B, L, C] → the same. mPLUG-Owl2 modeling_llama2.py, LlamaAttention.</remarks>
internal sealed class LlamaAttention : Module<Tensor, Modality, Rotary, Tensor>
{
    [ComponentName(Name = "q_proj")] private readonly Linear _query;
    [ComponentName(Name = "k_proj")] private readonly Multiway _key;
    [ComponentName(Name = "v_proj")] private readonly Multiway _value;
    [ComponentName(Name = "o_proj")] private readonly Linear _out;
    private readonly int _heads, _keyHeads;

    public LlamaAttention(OwlConfig c) : base(nameof(LlamaAttention))
    {
        var (inner, shared) = (c.Heads * c.HeadSize, c.KeyHeads * c.HeadSize);
        _query = Linear(c.Width, inner, hasBias: false);
        (_key, _value) = (new(() => Linear(c.Width, shared, hasBias: false)), new(() => Linear(c.Width, shared, hasBias: false)));
        _out = Linear(inner, c.Width, hasBias: false);
        (_heads, _keyHeads) = (c.Heads, c.KeyHeads);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x, Modality modality, Rotary rotary)
    {
        using var scope = NewDisposeScope();
        var q = rotary.Apply(Split(_query.call(x), _heads));
        var k = Shared(rotary.Apply(Split(_key.call(x, modality), _keyHeads)));
        var v = Shared(Split(_value.call(x, modality), _keyHeads));
        var y = functional.scaled_dot_product_attention(q, k, v, is_casual: true);
        return _out.call(y.transpose(1, 2).flatten(2)).MoveToOuterDisposeScope();
    }

    /// <summary>[B, L, heads·d] → [B, heads, L, d].</summary>
    private static Tensor Split(Tensor tokens, int heads) => tokens.unflatten(2, [heads, -1]).transpose(1, 2);

    /// <summary>Every head of keys or values serves as many heads of queries in a row.</summary>
    private Tensor Shared(Tensor x) => _heads == _keyHeads ? x : x.repeat_interleave(_heads / _keyHeads, 1);
}
