using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Networks;

/// <summary>Causal self-attention of a text encoder in transformers' spelling: <see cref="ClipAttention"/> with three projections.</summary>
/// <remarks>x [B, L, C] → the same. transformers CLIPAttention. Padding is not masked: it is seen by what follows it.</remarks>
internal sealed class ClipSelfAttention : Module<Tensor, Tensor>
{
    [ComponentName(Name = "q_proj")] private readonly Linear _query;
    [ComponentName(Name = "k_proj")] private readonly Linear _key;
    [ComponentName(Name = "v_proj")] private readonly Linear _value;
    [ComponentName(Name = "out_proj")] private readonly Linear _out;
    private readonly int _heads;

    public ClipSelfAttention(int width, int heads) : base(nameof(ClipSelfAttention))
    {
        (_query, _key, _value, _out) = (Linear(width, width), Linear(width, width), Linear(width, width), Linear(width, width));
        _heads = heads;
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var y = functional.scaled_dot_product_attention(Heads(_query.call(x)), Heads(_key.call(x)), Heads(_value.call(x)), is_casual: true);
        return _out.call(y.transpose(1, 2).flatten(2)).MoveToOuterDisposeScope();
    }

    private Tensor Heads(Tensor x) => x.unflatten(2, [_heads, -1]).transpose(1, 2);     // [B, heads, L, d]
}
