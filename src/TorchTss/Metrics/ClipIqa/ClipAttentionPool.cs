using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Metrics.ClipIqa;

/// <summary>The mean of a feature map asks all its positions and itself; its answer is the picture's feature.</summary>
/// <remarks>[B, C, h, w] → [B, features]. The original lets every position ask and keeps the first answer only: the rest is never computed here.
/// CLIP model.py, AttentionPool2d; pyiqa leaves the positions out, so that any h·w fits.</remarks>
internal sealed class ClipAttentionPool : Module<Tensor, bool, Tensor>
{
    [ComponentName(Name = "positional_embedding")] private readonly Parameter _positions;
    [ComponentName(Name = "q_proj")] private readonly Linear _query;
    [ComponentName(Name = "k_proj")] private readonly Linear _key;
    [ComponentName(Name = "v_proj")] private readonly Linear _value;
    [ComponentName(Name = "c_proj")] private readonly Linear _out;
    private readonly int _heads;

    public ClipAttentionPool(int channels, int positions, int heads, int features) : base(nameof(ClipAttentionPool))
    {
        _positions = new Parameter(empty(positions, channels));
        (_query, _key, _value) = (Linear(channels, channels), Linear(channels, channels), Linear(channels, channels));
        _out = Linear(channels, features);
        _heads = heads;
        RegisterComponents();
    }

    /// <param name="x">The feature map.</param>
    /// <param name="positions">Whether to add the position table, resized to h·w + 1 rows as CLIP-IQA+ does.</param>
    public override Tensor forward(Tensor x, bool positions)
    {
        using var scope = NewDisposeScope();
        var tokens = x.flatten(2).transpose(1, 2);                              // [B, hw, C]
        tokens = cat([tokens.mean([1], keepdim: true), tokens], 1);             // t0 is the mean
        if (positions) tokens = tokens + Resized(tokens.size(1));
        var (q, k, v) = (Split(_query.call(tokens.narrow(1, 0, 1))), Split(_key.call(tokens)), Split(_value.call(tokens)));
        var y = functional.scaled_dot_product_attention(q, k, v);
        return _out.call(y.transpose(1, 2).flatten(2).squeeze(1)).MoveToOuterDisposeScope();
    }

    /// <summary>The table as a picture of one channel, stretched downwards: nothing is known of rows and columns.</summary>
    private Tensor Resized(long rows)
    {
        using var scope = NewDisposeScope();
        var picture = _positions.unsqueeze(0).unsqueeze(0);
        return functional.interpolate(picture, [rows, _positions.size(1)], mode: InterpolationMode.Bicubic, align_corners: false)
            .squeeze(0).MoveToOuterDisposeScope();
    }

    /// <summary>[B, L, heads·d] → [B, heads, L, d].</summary>
    private Tensor Split(Tensor tokens) => tokens.unflatten(2, [_heads, -1]).transpose(1, 2);
}
