using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Networks;

/// <summary>The bottom of the U: residual block, transformer, residual block; without a transformer one residual block.</summary>
/// <remarks>x [B, C, h, w] → the same shape. diffusers UNetMidBlock2DCrossAttn, and UNetMidBlock2D as its UNet makes it.</remarks>
internal sealed class MidBlock : Module<Tensor, TimeField, Tensor, Tensor>
{
    [ComponentName(Name = "resnets")] private readonly ModuleList<ResnetBlock> _resnets;
    [ComponentName(Name = "attentions")] private readonly ModuleList<SpatialTransformer>? _attentions;

    public MidBlock(ResnetShape resnet, TransformerShape? attention) : base(nameof(MidBlock))
    {
        _resnets = attention is null ? new(new ResnetBlock(resnet)) : new(new ResnetBlock(resnet), new ResnetBlock(resnet));
        _attentions = attention is null ? null : new(new SpatialTransformer(attention));
        RegisterComponents();
    }

    public override Tensor forward(Tensor x, TimeField time, Tensor context)
    {
        using var scope = NewDisposeScope();
        var h = _resnets[0].call(x, time);
        if (_attentions is not null) h = _resnets[1].call(_attentions[0].call(h, context), time);
        return h.MoveToOuterDisposeScope();
    }
}
