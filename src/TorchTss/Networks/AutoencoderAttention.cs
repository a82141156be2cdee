using TorchSharp.Modules;
using TorchSharp.Utils;
using TorchTss.Networks.Tiling;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Networks;

/// <summary>Single-head self-attention over all positions of a feature map, with its own norm and residual; q, k, v have biases.</summary>
/// <remarks>[B, C, h, w] → the same shape.</remarks>
internal sealed class AutoencoderAttention : Module<Tensor, Tensor>
{
    [ComponentName(Name = "group_norm")] private readonly GroupNorm _norm;
    [ComponentName(Name = "to_q")] private readonly Linear _query;
    [ComponentName(Name = "to_k")] private readonly Linear _key;
    [ComponentName(Name = "to_v")] private readonly Linear _value;
    [ComponentName(Name = "to_out")] private readonly ModuleList<Linear> _out;

    public AutoencoderAttention(int channels, int groups) : base(nameof(AutoencoderAttention))
    {
        _norm = GroupNorm(groups, channels, eps: 1e-6);
        (_query, _key, _value) = (Linear(channels, channels), Linear(channels, channels), Linear(channels, channels));
        _out = ModuleList(Linear(channels, channels));
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        return Attended(_norm.call(x.flatten(2)), x.shape).add_(x).MoveToOuterDisposeScope();
    }

    /// <summary>The same, cut at its norm.</summary>
    public IEnumerable<NetworkStep> Steps() =>
    [
        new NetworkStep.Keep(x => x),
        new NetworkStep.Normalise(_norm),
        new NetworkStep.Apply(h => Attended(h.flatten(2), h.shape)),
        new NetworkStep.AddKept(),
    ];

    /// <summary>[B, C, hw], normalised → [B, C, h, w].</summary>
    private Tensor Attended(Tensor normalised, long[] shape)
    {
        using var scope = NewDisposeScope();
        var tokens = normalised.transpose(1, 2).contiguous();                                                                // [B, hw, C]
        var (q, k, v) = (_query.call(tokens).unsqueeze(1), _key.call(tokens).unsqueeze(1), _value.call(tokens).unsqueeze(1));    // one head
        var y = _out[0].call(functional.scaled_dot_product_attention(q, k, v).squeeze(1));
        return y.transpose(1, 2).contiguous().view(shape).MoveToOuterDisposeScope();
    }
}
