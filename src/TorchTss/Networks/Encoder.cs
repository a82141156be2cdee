using TorchSharp.Modules;
using TorchSharp.Utils;
using TorchTss.Networks.Tiling;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Networks;

/// <summary>Picture to the moments of its latent.</summary>
/// <remarks>[B, 3, H, W] in −1..1 → [B, 2z, H/f, W/f]: mean and log variance.</remarks>
internal sealed class Encoder : Module<Tensor, Tensor>
{
    [ComponentName(Name = "conv_in")] private readonly Conv2d _convIn;
    [ComponentName(Name = "down_blocks")] private readonly ModuleList<EncoderBlock> _downBlocks;
    [ComponentName(Name = "mid_block")] private readonly AutoencoderMidBlock _midBlock;
    [ComponentName(Name = "conv_norm_out")] private readonly GroupNorm _normOut;
    [ComponentName(Name = "conv_out")] private readonly Conv2d _convOut;

    public Encoder(AutoencoderConfig c) : base(nameof(Encoder))
    {
        var last = c.Channels.Length - 1;
        _convIn = Conv2d(c.ImageChannels, c.Channels[0], 3, padding: 1);
        _downBlocks = new([.. c.Channels.Select((output, i) =>
            new EncoderBlock(c.Channels[Math.Max(i - 1, 0)], output, c.Layers, c.Groups, downsample: i < last))]);
        _midBlock = new AutoencoderMidBlock(c);
        _normOut = GroupNorm(c.Groups, c.Channels[last], eps: 1e-6);
        _convOut = Conv2d(c.Channels[last], c.EncodedChannels, 3, padding: 1);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var h = _convIn.call(x);
        foreach (var block in _downBlocks)
        {
            var next = block.call(h);
            h.Dispose();
            h = next;
        }
        return NormActivation.Consume(_normOut, _convOut, _midBlock.call(h)).MoveToOuterDisposeScope();
    }

    /// <summary>The same, cut at its norms: for running many tiles together.</summary>
    public IEnumerable<NetworkStep> Steps() =>
    [
        new NetworkStep.Apply(_convIn.call),
        .. _downBlocks.SelectMany(b => b.Steps()),
        .. _midBlock.Steps(),
        new NetworkStep.Normalise(_normOut),
        new NetworkStep.Apply(h => _convOut.call(h.silu_())),
    ];
}
