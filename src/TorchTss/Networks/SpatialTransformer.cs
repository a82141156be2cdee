using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Networks;

/// <summary>Transformer blocks over the positions of a feature map, with a projection on either side and a residual around all.</summary>
/// <remarks>x [B, C, h, w], context [B, M, Cc] → [B, C, h, w]; token index = row · w + column.
/// diffusers Transformer2DModel, sgm SpatialTransformer.</remarks>
internal sealed class SpatialTransformer : Module<Tensor, Tensor, Tensor>
{
    [ComponentName(Name = "norm")] private readonly GroupNorm _norm;
    [ComponentName(Name = "proj_in")] private readonly Module<Tensor, Tensor> _in;
    [ComponentName(Name = "transformer_blocks")] private readonly ModuleList<BasicTransformerBlock> _blocks;
    [ComponentName(Name = "proj_out")] private readonly Module<Tensor, Tensor> _out;
    private readonly bool _linear;

    public SpatialTransformer(TransformerShape s) : base(nameof(SpatialTransformer))
    {
        _norm = GroupNorm(s.Groups, s.Channels, eps: 1e-6);     // not the 1e-5 of the residual blocks around it
        _in = s.Linear ? Linear(s.Channels, s.Inner) : Conv2d(s.Channels, s.Inner, 1);
        _blocks = new([.. Enumerable.Range(0, s.Depth).Select(_ => new BasicTransformerBlock(s))]);
        _out = s.Linear ? Linear(s.Inner, s.Channels) : Conv2d(s.Inner, s.Channels, 1);
        _linear = s.Linear;
        RegisterComponents();
    }

    public override Tensor forward(Tensor x, Tensor context)
    {
        using var scope = NewDisposeScope();
        var tokens = Enter(x);
        foreach (var block in _blocks)
        {
            var next = block.call(tokens, context);
            tokens.Dispose();
            tokens = next;
        }
        return Leave(tokens, x.size(2), x.size(3)).add_(x).MoveToOuterDisposeScope();
    }

    private Tensor Enter(Tensor x)
    {
        using var scope = NewDisposeScope();
        var h = _norm.call(x);
        return (_linear ? _in.call(Tokens(h)) : Tokens(_in.call(h))).MoveToOuterDisposeScope();
    }

    private Tensor Leave(Tensor tokens, long height, long width)
    {
        using var scope = NewDisposeScope();
        return (_linear ? Picture(_out.call(tokens), height, width) : _out.call(Picture(tokens, height, width))).MoveToOuterDisposeScope();
    }

    /// <summary>[B, C, h, w] → [B, h·w, C].</summary>
    private static Tensor Tokens(Tensor picture) => picture.flatten(2).transpose(1, 2).contiguous();

    /// <summary>[B, h·w, C] → [B, C, h, w].</summary>
    private static Tensor Picture(Tensor tokens, long height, long width) => tokens.transpose(1, 2).contiguous().unflatten(2, [height, width]);
}
