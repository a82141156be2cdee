using TorchSharp.Modules;
using TorchSharp.Utils;
using TorchTss.Networks.Tiling;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Networks;

/// <summary>The innermost level of encoder and decoder: residual block, attention where the model has it, residual block.</summary>
/// <remarks>[B, C, h, w] → the same shape.</remarks>
internal sealed class AutoencoderMidBlock : Module<Tensor, Tensor>
{
    [ComponentName(Name = "resnets")] private readonly ModuleList<AutoencoderResnetBlock> _resnets;
    [ComponentName(Name = "attentions")] private readonly ModuleList<AutoencoderAttention>? _attentions;

    public AutoencoderMidBlock(AutoencoderConfig c) : base(nameof(AutoencoderMidBlock))
    {
        var channels = c.Channels[^1];
        var shape = AutoencoderLevel.Resnet(channels, channels, c.Groups);
        _resnets = new(new(shape), new(shape));
        _attentions = c.MiddleAttention ? new ModuleList<AutoencoderAttention>(new AutoencoderAttention(channels, c.Groups)) : null;
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var h = _resnets[0].call(x);
        if (_attentions is not null) h = _attentions[0].call(h);
        return _resnets[1].call(h).MoveToOuterDisposeScope();
    }

    /// <summary>The same, cut at its norms.</summary>
    public IEnumerable<NetworkStep> Steps() => [.. _resnets[0].Steps(), .. _attentions?[0].Steps() ?? [], .. _resnets[1].Steps()];
}
