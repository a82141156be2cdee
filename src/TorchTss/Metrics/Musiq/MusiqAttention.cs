using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Metrics.Musiq;

/// <summary>Self-attention over the patches of all scales.</summary>
/// <remarks>[B, L, C] → the same. pyiqa musiq_arch, MultiHeadAttention.</remarks>
internal sealed class MusiqAttention : Module<Tensor, Tensor>
{
    [ComponentName(Name = "query")] private readonly Linear _query;
    [ComponentName(Name = "key")] private readonly Linear _key;
    [ComponentName(Name = "value")] private readonly Linear _value;
    [ComponentName(Name = "out")] private readonly Linear _out;
    private readonly int _heads;

    public MusiqAttention(int width, int heads) : base(nameof(MusiqAttention))
    {
        (_query, _key, _value, _out) = (Linear(width, width), Linear(width, width), Linear(width, width), Linear(width, width));
        _heads = heads;
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var y = functional.scaled_dot_product_attention(Split(_query.call(x)), Split(_key.call(x)), Split(_value.call(x)));
        return _out.call(y.transpose(1, 2).flatten(2)).MoveToOuterDisposeScope();
    }

    /// <summary>[B, L, heads·d] → [B, heads, L, d].</summary>
    private Tensor Split(Tensor tokens) => tokens.unflatten(2, [_heads, -1]).transpose(1, 2);
}
