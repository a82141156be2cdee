using TorchSharp.Modules;
using TorchSharp.Utils;
using TorchTss.Networks.Tiling;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Networks;

/// <summary>Latent to picture.</summary>
/// <remarks>[B, z, h, w] → [B, 3, f·h, f·w], about −1..1 and not clamped. The levels are the encoder's, reversed.</remarks>
internal sealed class Decoder : Module<Tensor, Tensor>
{
    [ComponentName(Name = "conv_in")] private readonly Conv2d _convIn;
    [ComponentName(Name = "mid_block")] private readonly AutoencoderMidBlock _midBlock;
    [ComponentName(Name = "up_blocks")] private readonly ModuleList<DecoderBlock> _upBlocks;
    [ComponentName(Name = "conv_norm_out")] private readonly GroupNorm _normOut;
    [ComponentName(Name = "conv_out")] private readonly Conv2d _convOut;

    public Decoder(AutoencoderConfig c) : base(nameof(Decoder))
    {
        var (last, channels) = (c.Channels.Length - 1, c.Channels.Reverse().ToArray());
        _convIn = Conv2d(c.LatentChannels, channels[0], 3, padding: 1);
        _midBlock = new AutoencoderMidBlock(c);
        _upBlocks = new([.. channels.Select((output, i) =>
            new DecoderBlock(channels[Math.Max(i - 1, 0)], output, c.Layers + 1, c.Groups, upsample: i < last))]);
        _normOut = GroupNorm(c.Groups, channels[last], eps: 1e-6);
        _convOut = Conv2d(channels[last], c.DecodedChannels, 3, padding: 1);
        RegisterComponents();
    }

    public override Tensor forward(Tensor z)
    {
        using var scope = NewDisposeScope();
        var h = _midBlock.call(_convIn.call(z));
        foreach (var block in _upBlocks)
        {
            var next = block.call(h);
            h.Dispose();
            h = next;
        }
        return NormActivation.Consume(_normOut, _convOut, h).MoveToOuterDisposeScope();
    }

    /// <summary>The same, cut at its norms: for running many tiles together.</summary>
    public IEnumerable<NetworkStep> Steps() =>
    [
        new NetworkStep.Apply(_convIn.call),
        .. _midBlock.Steps(),
        .. _upBlocks.SelectMany(b => b.Steps()),
        new NetworkStep.Normalise(_normOut),
        new NetworkStep.Apply(h => _convOut.call(h.silu_())),
    ];
}
