using TorchSharp.Modules;
using TorchSharp.Utils;
using TorchTss.Networks.Tiling;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Networks;

/// <summary>One level of the encoder: residual blocks, then half the size.</summary>
/// <remarks>[B, In, h, w] → [B, Out, ⌊h/2⌋, ⌊w/2⌋], on the last level [B, Out, h, w]. diffusers DownEncoderBlock2D.</remarks>
internal sealed class EncoderBlock : Module<Tensor, Tensor>
{
    [ComponentName(Name = "resnets")] private readonly ModuleList<AutoencoderResnetBlock> _resnets;
    [ComponentName(Name = "downsamplers")] private readonly ModuleList<AutoencoderDownsample>? _downsamplers;

    public EncoderBlock(int input, int output, int layers, int groups, bool downsample) : base(nameof(EncoderBlock))
    {
        _resnets = AutoencoderLevel.Resnets(input, output, layers, groups);
        _downsamplers = downsample ? new ModuleList<AutoencoderDownsample>(new AutoencoderDownsample(output)) : null;
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var h = AutoencoderLevel.Run(_resnets, x);
        return (_downsamplers is null ? h : _downsamplers[0].call(h)).MoveToOuterDisposeScope();
    }

    /// <summary>The same, cut at its norms.</summary>
    public IEnumerable<NetworkStep> Steps() =>
    [
        .. _resnets.SelectMany(r => r.Steps()),
        .. _downsamplers is null ? Array.Empty<NetworkStep>() : [new NetworkStep.Apply(_downsamplers[0].call, Resizes: true)],
    ];
}
