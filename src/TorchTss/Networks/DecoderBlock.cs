using TorchSharp.Modules;
using TorchSharp.Utils;
using TorchTss.Networks.Tiling;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Networks;

/// <summary>One level of the decoder: residual blocks, then twice the size.</summary>
/// <remarks>[B, In, h, w] → [B, Out, 2h, 2w], on the last level [B, Out, h, w]. diffusers UpDecoderBlock2D.</remarks>
internal sealed class DecoderBlock : Module<Tensor, Tensor>
{
    [ComponentName(Name = "resnets")] private readonly ModuleList<AutoencoderResnetBlock> _resnets;
    [ComponentName(Name = "upsamplers")] private readonly ModuleList<Upsample>? _upsamplers;

    public DecoderBlock(int input, int output, int layers, int groups, bool upsample) : base(nameof(DecoderBlock))
    {
        _resnets = AutoencoderLevel.Resnets(input, output, layers, groups);
        _upsamplers = upsample ? new ModuleList<Upsample>(new Upsample(output)) : null;
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var h = AutoencoderLevel.Run(_resnets, x);
        return (_upsamplers is null ? h : _upsamplers[0].call(h, (2 * h.size(2), 2 * h.size(3)))).MoveToOuterDisposeScope();
    }

    /// <summary>The same, cut at its norms.</summary>
    public IEnumerable<NetworkStep> Steps() =>
    [
        .. _resnets.SelectMany(r => r.Steps()),
        .. _upsamplers is null ? Array.Empty<NetworkStep>()
            : [new NetworkStep.Apply(h => _upsamplers[0].call(h, (2 * h.size(2), 2 * h.size(3))), Resizes: true)],
    ];
}
