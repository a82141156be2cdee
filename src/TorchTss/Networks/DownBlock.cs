using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Networks;

/// <summary>One level of the way down: residual blocks, each followed by a transformer where the level has attention, then half the size.</summary>
/// <remarks>x [B, In, h, w] → [B, Out, ⌈h/2⌉, ⌈w/2⌉], on the last level [B, Out, h, w]; every intermediate is pushed as a skip, after its attention.
/// diffusers DownBlock2D and CrossAttnDownBlock2D.</remarks>
internal sealed class DownBlock : Module<Tensor, TimeField, Tensor, Stack<Tensor>, Tensor>
{
    [ComponentName(Name = "resnets")] private readonly ModuleList<ResnetBlock> _resnets;
    [ComponentName(Name = "attentions")] private readonly ModuleList<SpatialTransformer>? _attentions;
    [ComponentName(Name = "downsamplers")] private readonly ModuleList<Downsample>? _downsamplers;

    public DownBlock(IReadOnlyList<ResnetShape> resnets, TransformerShape? attention, bool downsample) : base(nameof(DownBlock))
    {
        _resnets = new([.. resnets.Select(r => new ResnetBlock(r))]);
        _attentions = attention is null ? null : new ModuleList<SpatialTransformer>([.. resnets.Select(_ => new SpatialTransformer(attention))]);
        _downsamplers = downsample ? new ModuleList<Downsample>(new Downsample(resnets[^1].Out)) : null;
        RegisterComponents();
    }

    public override Tensor forward(Tensor x, TimeField time, Tensor context, Stack<Tensor> skips)
    {
        var h = x;
        for (var j = 0; j < _resnets.Count; j++)
        {
            h = Layer(j, h, time, context);
            skips.Push(h);
        }
        if (_downsamplers is null) return h;
        h = _downsamplers[0].call(h);
        skips.Push(h);
        return h;
    }

    private Tensor Layer(int j, Tensor x, TimeField time, Tensor context)
    {
        using var scope = NewDisposeScope();
        var h = _resnets[j].call(x, time);
        return (_attentions is null ? h : _attentions[j].call(h, context)).MoveToOuterDisposeScope();
    }
}
