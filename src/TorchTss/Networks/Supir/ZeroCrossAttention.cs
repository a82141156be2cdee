using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Networks.Supir;

/// <summary>Attention of the main path to a control feature of the same size.</summary>
/// <remarks>control [B, Context, h, w], x [B, Query, h, w], scale as in <see cref="ControlScale"/>
/// → [B, Query, h, w]. SUPIR ZeroCrossAttn.</remarks>
internal sealed class ZeroCrossAttention : Module<Tensor, Tensor, Tensor, Tensor>
{
    private const int HeadSize = 64;

    [ComponentName(Name = "attn")] private readonly Attention _attention;
    [ComponentName(Name = "norm1")] private readonly GroupNorm _queryNorm;
    [ComponentName(Name = "norm2")] private readonly GroupNorm _contextNorm;

    public ZeroCrossAttention(int context, int query) : base(nameof(ZeroCrossAttention))
    {
        _attention = new Attention(query, context, query / HeadSize, HeadSize);
        (_queryNorm, _contextNorm) = (GroupNorm(32, query), GroupNorm(32, context));
        RegisterComponents();
    }

    public override Tensor forward(Tensor control, Tensor x, Tensor scale)
    {
        using var scope = NewDisposeScope();
        var attended = _attention.call(Tokens(_queryNorm.call(x)), Tokens(_contextNorm.call(control)));
        var picture = attended.transpose(1, 2).unflatten(2, [x.size(2), x.size(3)]);
        return (picture * ControlScale.On(x, scale)).add_(x).MoveToOuterDisposeScope();
    }

    /// <summary>[B, C, h, w] → [B, h·w, C].</summary>
    private static Tensor Tokens(Tensor picture) => picture.flatten(2).transpose(1, 2).contiguous();
}
