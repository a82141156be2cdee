using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Networks;

/// <summary>The bottom of the U: residual block, transformer, residual block.</summary>
/// <remarks>x [B, C, h, w] → the same shape. diffusers UNetMidBlock2DCrossAttn.</remarks>
internal sealed class MidBlock : Module<Tensor, TimeField, Tensor, Tensor>
{
    [ComponentName(Name = "resnets")] private readonly ModuleList<ResnetBlock> _resnets;
    [ComponentName(Name = "attentions")] private readonly ModuleList<SpatialTransformer> _attentions;

    public MidBlock(ResnetShape resnet, TransformerShape attention) : base(nameof(MidBlock))
    {
        _resnets = new(new ResnetBlock(resnet), new ResnetBlock(resnet));
        _attentions = new(new SpatialTransformer(attention));
        RegisterComponents();
    }

    public override Tensor forward(Tensor x, TimeField time, Tensor context)
    {
        using var scope = NewDisposeScope();
        var h = _resnets[0].call(x, time);
        return _resnets[1].call(_attentions[0].call(h, context), time).MoveToOuterDisposeScope();
    }
}
