using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Networks;

/// <summary>One level of the way up: residual blocks that each take a skip back in, followed by a transformer where the level has attention,
/// then the size of the next skip.</summary>
/// <remarks>x [B, Previous, h, w] → [B, Out, 2h, 2w] (one less where the way down rounded up), on the last level [B, Out, h, w];
/// used skips are freed. diffusers UpBlock2D and CrossAttnUpBlock2D.</remarks>
internal sealed class UpBlock : Module<Tensor, TimeField, Tensor, Stack<Tensor>, Tensor>
{
    [ComponentName(Name = "resnets")] private readonly ModuleList<ResnetBlock> _resnets;
    [ComponentName(Name = "attentions")] private readonly ModuleList<SpatialTransformer>? _attentions;
    [ComponentName(Name = "upsamplers")] private readonly ModuleList<Upsample>? _upsamplers;

    public UpBlock(IReadOnlyList<ResnetShape> resnets, TransformerShape? attention, bool upsample) : base(nameof(UpBlock))
    {
        _resnets = new([.. resnets.Select(r => new ResnetBlock(r))]);
        _attentions = attention is null ? null : new ModuleList<SpatialTransformer>([.. resnets.Select(_ => new SpatialTransformer(attention))]);
        _upsamplers = upsample ? new ModuleList<Upsample>(new Upsample(resnets[^1].Out)) : null;
        RegisterComponents();
    }

    public override Tensor forward(Tensor x, TimeField time, Tensor context, Stack<Tensor> skips)
    {
        using var scope = NewDisposeScope();
        var h = x;
        for (var j = 0; j < _resnets.Count; j++)
        {
            var next = Layer(j, h, skips.Pop(), time, context);
            if (j > 0) h.Dispose();     // x is the caller's
            h = next;
        }
        if (_upsamplers is not null) h = _upsamplers[0].call(h, (skips.Peek().size(2), skips.Peek().size(3)));
        return h.MoveToOuterDisposeScope();
    }

    private Tensor Layer(int j, Tensor x, Tensor skip, TimeField time, Tensor context)
    {
        using var scope = NewDisposeScope();
        var joined = cat([x, skip], 1);     // hidden first, then the skip
        skip.Dispose();
        var h = _resnets[j].call(joined, time);
        joined.Dispose();
        return (_attentions is null ? h : _attentions[j].call(h, context)).MoveToOuterDisposeScope();
    }
}
