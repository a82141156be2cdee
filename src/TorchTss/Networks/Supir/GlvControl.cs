using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Networks.Supir;

/// <summary>SUPIR's control network: a second way down and bottom that reads the degraded latent beside the noisy one.</summary>
/// <remarks>x [B, In, h, w] (scaled by c_in), hint [B, In, h, w] (the degraded latent, never scaled), h and w multiples of the coarsest cell
/// → one feature per skip, the bottom's last. SUPIR GLVControl. Callers hold <c>no_grad</c>.</remarks>
internal sealed class GlvControl : Module<Tensor, TimestepLevels, Tensor, Tensor, Tensor, IReadOnlyList<Tensor>>
{
    [ComponentName(Name = "time_embed")] private readonly Sequential _time;
    [ComponentName(Name = "label_emb")] private readonly Sequential _label;
    [ComponentName(Name = "input_blocks")] private readonly ModuleList<Stage> _inputBlocks;
    [ComponentName(Name = "middle_block")] private readonly Stage _middle;
    [ComponentName(Name = "input_hint_block")] private readonly Sequential _hint;

    public GlvControl(SupirConfig config) : base(nameof(GlvControl))
    {
        Config = config;
        _time = SupirTrunk.Embedding(config.Channels[0], config.TimeChannels);
        _label = Sequential(("0", SupirTrunk.Embedding(config.VectorChannels, config.TimeChannels)));
        (_inputBlocks, _middle) = (SupirTrunk.InputBlocks(config), SupirTrunk.MiddleBlock(config));
        _hint = Sequential(("0", Conv2d(config.InChannels, config.Channels[0], 3, padding: 1)));
        RegisterComponents();
    }

    /// <summary>The shape it was built with.</summary>
    public SupirConfig Config { get; }

    public override IReadOnlyList<Tensor> forward(Tensor x, TimestepLevels timesteps, Tensor text, Tensor vector, Tensor hint)
    {
        using var scope = NewDisposeScope();
        var time = SupirTrunk.TimeField(Config, timesteps, vector, _time, _label);
        List<Tensor> features = [_inputBlocks[0].call(x, time, text) + _hint.call(hint)];     // the hint enters here and nowhere else
        foreach (var stage in _inputBlocks.Skip(1).Append(_middle)) features.Add(stage.call(features[^1], time, text));
        return [.. features.Select(f => f.MoveToOuterDisposeScope())];
    }
}
