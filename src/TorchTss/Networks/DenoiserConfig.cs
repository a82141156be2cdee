using System.Collections.Immutable;

namespace TorchTss.Networks;

/// <summary>What UNet and ControlNet have in common: the way down, the bottom and the time embedding. The defaults are SD 1.5.</summary>
internal abstract record DenoiserConfig
{
    /// <summary>"in_channels": channels of the latent.</summary>
    public int InChannels { get; init; } = 4;

    /// <summary>"block_out_channels": channels per level, finest first.</summary>
    public ImmutableArray<int> Channels { get; init; } = [320, 640, 1280, 1280];

    /// <summary>"layers_per_block": residual blocks per level on the way down.</summary>
    public ImmutableArray<int> Layers { get; init; } = [2, 2, 2, 2];

    /// <summary>"attention_head_dim", which means the number of heads.</summary>
    public ImmutableArray<int> Heads { get; init; } = [8, 8, 8, 8];

    /// <summary>"transformer_layers_per_block" on levels with attention, 0 on levels without ("down_block_types").</summary>
    public ImmutableArray<int> TransformerDepth { get; init; } = [1, 1, 1, 0];

    /// <summary>Transformer blocks at the bottom; 0 for a bottom without attention (UNetMidBlock2D).</summary>
    public int MiddleDepth { get; init; } = 1;

    /// <summary>"mid_block_scale_factor": what the residual blocks at the bottom divide their sum by.</summary>
    public double MiddleDivisor { get; init; } = 1;

    /// <summary>"cross_attention_dim": width of the text states, per level.</summary>
    public ImmutableArray<int> ContextChannels { get; init; } = [768, 768, 768, 768];

    /// <summary>"use_linear_projection": linear layers instead of 1×1 convolutions around the transformers.</summary>
    public bool LinearProjection { get; init; }

    /// <summary>"norm_num_groups".</summary>
    public int Groups { get; init; } = 32;

    /// <summary>"norm_eps" of the residual blocks and the last norm; the transformers' own norm has 1e-6.</summary>
    public double NormEps { get; init; } = 1e-5;

    /// <summary>"resnet_time_scale_shift": whether the time scales and shifts instead of being added.</summary>
    public bool ScaleShift { get; init; }

    /// <summary>"flip_sin_to_cos".</summary>
    public bool CosineFirst { get; init; } = true;

    /// <summary>"freq_shift".</summary>
    public double FrequencyShift { get; init; }

    /// <summary>"time_embedding_dim": width of the time embedding.</summary>
    public int TimeChannels { get => field == 0 ? 4 * Channels[0] : field; init; }

    /// <summary>SDXL's second conditioning, or null.</summary>
    public TextTimeConfig? TextTime { get; init; }

    /// <summary>The number of levels N.</summary>
    public int Levels => Channels.Length;

    /// <summary>The sinusoid in front of the time embedding.</summary>
    public Sinusoid Time => new(Channels[0], CosineFirst, FrequencyShift);

    /// <summary>A residual block with this network's settings.</summary>
    public ResnetShape Resnet(int input, int output) => new(input, output, TimeChannels, Groups, NormEps, ScaleShift);

    /// <summary>The transformer of a level, null where it has none.</summary>
    public TransformerShape? Transformer(int level, int depth) =>
        depth == 0 ? null
            : new(Channels[level], Heads[level], Channels[level] / Heads[level], depth, ContextChannels[level], Groups, LinearProjection);
}
