using TorchSharp.Modules;
using TorchSharp.Utils;
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
        _resnets = new([.. Enumerable.Range(0, layers).Select(j =>
            new AutoencoderResnetBlock(j == 0 ? input : output, output, groups, eps: 1e-6))]);
        _downsamplers = downsample ? new ModuleList<AutoencoderDownsample>(new AutoencoderDownsample(output)) : null;
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var h = _resnets[0].call(x);
        for (var j = 1; j < _resnets.Count; j++)
        {
            var next = _resnets[j].call(h);
            h.Dispose();
            h = next;
        }
        return (_downsamplers is null ? h : _downsamplers[0].call(h)).MoveToOuterDisposeScope();
    }
}
