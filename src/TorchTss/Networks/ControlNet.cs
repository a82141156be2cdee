using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Networks;

/// <summary>A copy of the UNet's way down that reads a control image and says what to add to each skip.</summary>
/// <remarks>x [B, In, h, w], hint [B|1, C0, h, w] from <see cref="EmbedHint"/>, scale for all residuals. It has a time embedding of its own.
/// Keys and numbers of diffusers ControlNetModel. Callers hold <c>no_grad</c>.</remarks>
internal sealed class ControlNet : Module<Tensor, TimestepLevels, Conditioning, Tensor, double, ControlResiduals>
{
    [ComponentName(Name = "conv_in")] private readonly Conv2d _convIn;
    [ComponentName(Name = "time_embedding")] private readonly TimestepEmbedding _time;
    [ComponentName(Name = "add_embedding")] private readonly TimestepEmbedding? _added;
    [ComponentName(Name = "controlnet_cond_embedding")] private readonly HintEmbedding _hint;
    [ComponentName(Name = "down_blocks")] private readonly ModuleList<DownBlock> _downBlocks;
    [ComponentName(Name = "mid_block")] private readonly MidBlock _midBlock;
    [ComponentName(Name = "controlnet_down_blocks")] private readonly ModuleList<Conv2d> _skipConvs;
    [ComponentName(Name = "controlnet_mid_block")] private readonly Conv2d _midConv;

    public ControlNet(ControlNetConfig config) : base(nameof(ControlNet))
    {
        Config = config;
        _convIn = Conv2d(config.InChannels, config.Channels[0], 3, padding: 1);
        _time = new TimestepEmbedding(config.Channels[0], config.TimeChannels);
        _added = Trunk.AddedEmbedding(config);
        _hint = new HintEmbedding(config.HintChannels, config.HintWidths, config.Channels[0]);
        _downBlocks = Trunk.DownBlocks(config);
        _midBlock = Trunk.MidBlock(config);
        _skipConvs = new([.. Trunk.SkipChannels(config).Select(channels => Conv2d(channels, channels, 1))]);
        _midConv = Conv2d(config.Channels[^1], config.Channels[^1], 1);
        RegisterComponents();
    }

    /// <summary>The shape it was built with.</summary>
    public ControlNetConfig Config { get; }

    /// <summary>The control image on the latent's grid; the same at every step, so once is enough.</summary>
    /// <param name="image">[B|1, 3, s·h, s·w] RGB in 0..1 (not −1..1), s = <see cref="ControlNetConfig.HintScale"/>.</param>
    /// <returns>[B|1, C0, h, w].</returns>
    public Tensor EmbedHint(Tensor image)
    {
        using var scope = NewDisposeScope();
        return _hint.call(Config.BlueFirst ? image.flip(1) : image).MoveToOuterDisposeScope();
    }

    public override ControlResiduals forward(Tensor x, TimestepLevels timesteps, Conditioning given, Tensor hint, double scale)
    {
        using var scope = NewDisposeScope();
        var time = Trunk.TimeField(Config, timesteps, given, _time, _added);
        var (skips, middle) = Trunk.Run(_downBlocks, _midBlock, _convIn.call(x).add_(hint), time, given.Text);
        var residuals = skips.Reverse().Select((skip, k) => Residual(_skipConvs[k], skip, scale).MoveToOuterDisposeScope()).ToArray();
        return new ControlResiduals(residuals, Residual(_midConv, middle, scale).MoveToOuterDisposeScope());
    }

    private Tensor Residual(Conv2d convolution, Tensor feature, double scale)
    {
        var residual = convolution.call(feature).mul_(scale);
        feature.Dispose();
        return Config.IsPooled ? residual.mean([2, 3], keepdim: true) : residual;
    }
}
