using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Metrics.QAlign;

/// <summary>The queries ask themselves and the picture; both have places, what they answer with has none.</summary>
/// <remarks>q [B, n, C], context [B, n + N, C], the queries first → [B, n, C]. mPLUG-Owl2 visual_encoder.py,
/// MplugOwlVisualAbstractorMultiHeadAttention.</remarks>
internal sealed class OwlCrossAttention : Module<Tensor, Tensor, Tensor>
{
    [ComponentName(Name = "query")] private readonly Linear _query;
    [ComponentName(Name = "key")] private readonly Linear _key;
    [ComponentName(Name = "value")] private readonly Linear _value;
    [ComponentName(Name = "q_pos_embed")] private readonly Tensor _queryPlaces;
    [ComponentName(Name = "k_pos_embed")] private readonly Tensor _picturePlaces;
    private readonly int _heads;

    public OwlCrossAttention(OwlAbstractorConfig c) : base(nameof(OwlCrossAttention))
    {
        (_query, _key, _value) = (Linear(c.Width, c.Width), Linear(c.Width, c.Width), Linear(c.Width, c.Width));
        (_queryPlaces, _picturePlaces) = (SinCosPositions.Line(c.Queries, c.Width), SinCosPositions.Square(c.Grid, c.Width));
        _heads = c.Heads;
        RegisterComponents();
    }

    public override Tensor forward(Tensor q, Tensor context)
    {
        using var scope = NewDisposeScope();
        var asked = context + cat([_queryPlaces, _picturePlaces], 0);
        var (query, key, value) = (Split(_query.call(q + _queryPlaces)), Split(_key.call(asked)), Split(_value.call(context)));
        var y = functional.scaled_dot_product_attention(query, key, value);
        return y.transpose(1, 2).flatten(2).MoveToOuterDisposeScope();
    }

    /// <summary>[B, L, heads·d] → [B, heads, L, d].</summary>
    private Tensor Split(Tensor tokens) => tokens.unflatten(2, [_heads, -1]).transpose(1, 2);
}
