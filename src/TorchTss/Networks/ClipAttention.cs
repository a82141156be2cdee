using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Networks;

/// <summary>Causal self-attention of CLIP's text towers: every token sees itself and those before it.</summary>
/// <remarks>x [B, L, C] → the same. Keys are those of torch's MultiheadAttention: q, k and v are the three parts of <c>in_proj</c>.</remarks>
internal sealed class ClipAttention : Module<Tensor, Tensor>
{
    [ComponentName(Name = "in_proj_weight")] private readonly Parameter _weight;
    [ComponentName(Name = "in_proj_bias")] private readonly Parameter _bias;
    [ComponentName(Name = "out_proj")] private readonly Linear _out;
    private readonly int _heads;

    public ClipAttention(int width, int heads) : base(nameof(ClipAttention))
    {
        (_weight, _bias) = (new Parameter(empty(3 * width, width)), new Parameter(empty(3 * width)));
        _out = Linear(width, width);
        _heads = heads;
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var packed = functional.linear(x, _weight, _bias).unflatten(2, [3, _heads, -1]).permute(2, 0, 3, 1, 4);     // [3, B, heads, L, d]
        var y = functional.scaled_dot_product_attention(packed[0], packed[1], packed[2], is_casual: true);
        return _out.call(y.transpose(1, 2).flatten(2)).MoveToOuterDisposeScope();
    }
}
