using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Networks;

/// <summary>The denoising network of Stable Diffusion 1.5, 2.1 and XL: what it predicts (ε or v) depends on its weights.</summary>
/// <remarks>x [B, In, h, w], any h and w → [B, Out, h, w]. Keys and numbers of diffusers UNet2DConditionModel. Callers hold <c>no_grad</c>.</remarks>
internal sealed class UNet : Module<Tensor, TimestepLevels, Conditioning, ControlResiduals, Tensor>
{
    [ComponentName(Name = "conv_in")] private readonly Conv2d _convIn;
    [ComponentName(Name = "time_embedding")] private readonly TimestepEmbedding _time;
    [ComponentName(Name = "add_embedding")] private readonly TimestepEmbedding? _added;
    [ComponentName(Name = "down_blocks")] private readonly ModuleList<DownBlock> _downBlocks;
    [ComponentName(Name = "mid_block")] private readonly MidBlock? _midBlock;
    [ComponentName(Name = "up_blocks")] private readonly ModuleList<UpBlock> _upBlocks;
    [ComponentName(Name = "conv_norm_out")] private readonly GroupNorm _normOut;
    [ComponentName(Name = "conv_out")] private readonly Conv2d _convOut;

    public UNet(UNetConfig config) : base(nameof(UNet))
    {
        Config = config;
        _convIn = Conv2d(config.InChannels, config.Channels[0], 3, padding: 1);
        _time = new TimestepEmbedding(config.Channels[0], config.TimeChannels);
        _added = Trunk.AddedEmbedding(config);
        _downBlocks = Trunk.DownBlocks(config);
        _midBlock = config.HasMiddle ? Trunk.MidBlock(config) : null;
        _upBlocks = new([.. Enumerable.Range(0, config.Levels).Select(i => Up(config, i))]);
        _normOut = GroupNorm(config.Groups, config.Channels[0], config.NormEps);
        _convOut = Conv2d(config.Channels[0], config.OutChannels, 3, padding: 1);
        RegisterComponents();
    }

    /// <summary>The shape it was built with.</summary>
    public UNetConfig Config { get; }

    public override Tensor forward(Tensor x, TimestepLevels timesteps, Conditioning given, ControlResiduals control)
    {
        using var scope = NewDisposeScope();
        var time = Trunk.TimeField(Config, timesteps, given, _time, _added);
        var (skips, h) = Trunk.Run(_downBlocks, _midBlock, _convIn.call(Config.CenterInput ? 2 * x - 1 : x), time, given.Text);
        // The bottom has run on what the way down left; only now may the skips change.
        if (control.Skips.Count > 0 && control.Skips.Count != skips.Count)
        {
            throw new ArgumentException($"{control.Skips.Count} residuals for {skips.Count} skips");
        }
        foreach (var (skip, residual) in skips.Reverse().Zip(control.Skips)) skip.add_(residual);
        if (control.Middle is not null) h.add_(control.Middle);
        foreach (var block in _upBlocks)
        {
            var next = block.call(h, time, given.Text, skips);
            h.Dispose();
            h = next;
        }
        return NormActivation.Consume(_normOut, _convOut, h).MoveToOuterDisposeScope();
    }

    /// <summary>Level N−1−i on the way up; its last residual block takes the skip that the level above handed down.</summary>
    private static UpBlock Up(UNetConfig c, int i)
    {
        var level = c.Levels - 1 - i;
        var (output, previous, last) = (c.Channels[level], c.Channels[Math.Min(level + 1, c.Levels - 1)], c.Layers[level]);
        var handedDown = c.Channels[Math.Max(level - 1, 0)];
        return new UpBlock(
            [.. Enumerable.Range(0, last + 1).Select(j => c.Resnet((j == 0 ? previous : output) + (j == last ? handedDown : output), output))],
            c.Transformer(level, c.UpTransformerDepth[i]),
            upsample: level > 0);
    }
}
