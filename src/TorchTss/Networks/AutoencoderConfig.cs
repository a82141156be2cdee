using System.Collections.Immutable;
using System.Text.Json;
using TorchTss.Checkpoints;

namespace TorchTss.Networks;

/// <summary>The shape of an autoencoder (diffusers AutoencoderKL). The defaults are SD 1.5.</summary>
internal sealed record AutoencoderConfig
{
    /// <summary>"in_channels": channels of a picture.</summary>
    public int ImageChannels { get; init; } = 3;

    /// <summary>"out_channels": channels of a decoded picture.</summary>
    public int DecodedChannels { get; init; } = 3;

    /// <summary>"latent_channels".</summary>
    public int LatentChannels { get; init; } = 4;

    /// <summary>ldm's "embed_dim": channels of a latent beyond the 1×1 convolutions; null: those of <see cref="LatentChannels"/>.</summary>
    public int? EmbeddedChannels { get; init; }

    /// <summary>ldm's "double_z": the encoder says a log variance beside each mean.</summary>
    public bool SaysVariance { get; init; } = true;

    /// <summary>"block_out_channels": channels per level, picture side first.</summary>
    public ImmutableArray<int> Channels { get; init; } = [128, 256, 512, 512];

    /// <summary>"layers_per_block": residual blocks per encoder level; the decoder has one more.</summary>
    public int Layers { get; init; } = 2;

    /// <summary>"norm_num_groups".</summary>
    public int Groups { get; init; } = 32;

    /// <summary>"mid_block_add_attention".</summary>
    public bool MiddleAttention { get; init; } = true;

    /// <summary>"use_quant_conv": the 1×1 convolution after the encoder.</summary>
    public bool QuantConv { get; init; } = true;

    /// <summary>"use_post_quant_conv": the 1×1 convolution before the decoder.</summary>
    public bool PostQuantConv { get; init; } = true;

    /// <summary>"sample_size": side of the tiles, in pixels.</summary>
    public int SampleSize { get; init; } = 512;

    /// <summary>"scaling_factor": a latent is the encoder's answer times this. The networks themselves do not apply it.</summary>
    public double ScalingFactor { get; init; } = 0.18215;

    /// <summary>"force_upcast": in float16 this network overflows; it needs float32 or bfloat16.</summary>
    public bool ForceUpcast { get; init; } = true;

    /// <summary>Channels that the encoder itself answers with.</summary>
    public int EncodedChannels => SaysVariance ? 2 * LatentChannels : LatentChannels;

    /// <summary>Picture pixels per latent position, f = 2^(levels − 1).</summary>
    public int Factor => 1 << (Channels.Length - 1);

    /// <summary>Tiles of the size that the network was trained on.</summary>
    public AutoencoderTiles Tiles => new(SampleSize, SampleSize / Factor);

    /// <summary>Stable Diffusion 1.5.</summary>
    public static AutoencoderConfig Sd15 { get; } = new();

    /// <summary>Stable Diffusion 2.1.</summary>
    public static AutoencoderConfig Sd21 { get; } = new() { SampleSize = 768 };

    /// <summary>Stable Diffusion XL.</summary>
    public static AutoencoderConfig Sdxl { get; } = new() { SampleSize = 1024, ScalingFactor = 0.13025 };

    /// <summary>From a diffusers <c>vae/config.json</c>.</summary>
    /// <param name="config">The JSON object; absent keys take the defaults of diffusers' class, which has one level of 64 channels.</param>
    /// <param name="where">The file, for errors.</param>
    /// <exception cref="Runtime.UserException">A value that this network does not implement, or that cannot be.</exception>
    public static AutoencoderConfig FromJson(JsonElement config, string where) => Read(new ConfigReader(config, where));

    /// <summary>The same from a reader, which then knows what was read.</summary>
    public static AutoencoderConfig Read(ConfigReader json)
    {
        json.Name("act_fn", "silu", "silu", "swish");
        json.Ignore("latents_mean", "latents_std", "shift_factor");         // a pipeline's business, as the scaling factor is
        var channels = json.List("block_out_channels", 64);
        var groups = json.Count("norm_num_groups", 32);
        json.Divisible(channels, groups);
        const string down = "DownEncoderBlock2D", up = "UpDecoderBlock2D";
        json.Names("down_block_types", channels.Length, [down], down);
        json.Names("up_block_types", channels.Length, [up], up);
        return new AutoencoderConfig
        {
            ImageChannels = json.Count("in_channels", 3),
            DecodedChannels = json.Count("out_channels", 3),
            LatentChannels = json.Count("latent_channels", 4),
            Channels = channels,
            Layers = json.Count("layers_per_block", 1),
            Groups = groups,
            MiddleAttention = json.Flag("mid_block_add_attention", true),
            QuantConv = json.Flag("use_quant_conv", true),
            PostQuantConv = json.Flag("use_post_quant_conv", true),
            SampleSize = json.FirstCount("sample_size") ?? 32,
            ScalingFactor = json.Number("scaling_factor", 0.18215),
            ForceUpcast = json.Flag("force_upcast", true),
        };
    }
}
