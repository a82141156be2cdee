using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Metrics.QAlign;

/// <summary>Self-attention of the picture encoder.</summary>
/// <remarks>[B, N, C] → the same. The packed projection has q, k and v beside each other within every head, not one after the other.
/// mPLUG-Owl2 visual_encoder.py, MplugOwlVisionAttention.</remarks>
internal sealed class OwlVisionAttention : Module<Tensor, Tensor>
{
    [ComponentName(Name = "query_key_value")] private readonly Linear _packed;
    [ComponentName(Name = "dense")] private readonly Linear _out;
    private readonly int _heads;

    public OwlVisionAttention(int width, int heads) : base(nameof(OwlVisionAttention))
    {
        (_packed, _out) = (Linear(width, 3 * width), Linear(width, width));
        _heads = heads;
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var packed = _packed.call(x).unflatten(2, [_heads, 3, -1]).permute(3, 0, 2, 1, 4);                          // [3, B, heads, N, d]
        var y = functional.scaled_dot_product_attention(packed[0], packed[1], packed[2]);
        return _out.call(y.transpose(1, 2).flatten(2)).MoveToOuterDisposeScope();
    }
}
