using System.Collections.Immutable;
using TorchTss.Checkpoints;

namespace TorchTss.Networks;

/// <summary>The part of <c>config.json</c> that UNet and ControlNet share, by diffusers' rules.</summary>
internal static class DenoiserConfigReader
{
    private const string Plain = "DownBlock2D", CrossAttention = "CrossAttnDownBlock2D";
    private const string MiddleAttention = "UNetMidBlock2DCrossAttn", PlainMiddle = "UNetMidBlock2D";

    /// <summary><paramref name="config"/> with what the file says.</summary>
    public static TConfig Shared<TConfig>(this ConfigReader json, TConfig config) where TConfig : DenoiserConfig
    {
        json.RefuseForeign();
        var channels = json.List("block_out_channels", 320, 640, 1280, 1280);
        var levels = channels.Length;
        var groups = json.Count("norm_num_groups", 32);
        json.Divisible(channels, groups);
        var depth = json.CountsOrZero("transformer_layers_per_block", levels, 1);
        var types = json.Names("down_block_types", levels, [CrossAttention, CrossAttention, CrossAttention, Plain], Plain, CrossAttention);
        var hasMiddleAttention = json.OptionalName("mid_block_type", MiddleAttention, PlainMiddle) is null or MiddleAttention;
        json.RefuseEmptyTransformers(depth.Where((_, level) => types[level] == CrossAttention || (level == levels - 1 && hasMiddleAttention)));
        var heads = json.Counts("attention_head_dim", levels, 8);
        return config with
        {
            InChannels = json.Count("in_channels", 4),
            Channels = channels,
            Layers = json.Counts("layers_per_block", levels, 2),
            Heads = heads,
            TransformerDepth = [.. depth.Select((d, level) => types[level] == CrossAttention ? d : 0)],
            MiddleDepth = hasMiddleAttention ? depth[^1] : 0,
            MiddleDivisor = json.Number("mid_block_scale_factor", 1),
            ContextChannels = json.Counts("cross_attention_dim", levels, 1280),
            LinearProjection = json.Flag("use_linear_projection", false),
            Groups = groups,
            NormEps = json.Number("norm_eps", 1e-5),
            ScaleShift = json.Name("resnet_time_scale_shift", "default", "default", "scale_shift") == "scale_shift",
            CosineFirst = json.Flag("flip_sin_to_cos", true),
            FrequencyShift = json.Number("freq_shift", 0),
            TimeChannels = json.OptionalCount("time_embedding_dim") ?? 4 * channels[0],
            TextTime = TextTime(json),
        };
    }

    /// <summary>A transformer of no blocks still projects in and out, which is not implemented.</summary>
    public static void RefuseEmptyTransformers(this ConfigReader json, IEnumerable<int> depths, string key = "transformer_layers_per_block")
    {
        if (depths.Contains(0)) throw json.Refusal(key, "is 0 on a level with attention, but only 1 or more is implemented");
    }

    private static TextTimeConfig? TextTime(ConfigReader json) =>
        json.IsNamed("addition_embed_type", "text_time")
            ? new TextTimeConfig(json.Count("addition_time_embed_dim", 256), json.Count("projection_class_embeddings_input_dim", 2816)) : null;

    private static void RefuseForeign(this ConfigReader json)
    {
        ImmutableArray<(string Key, object? Implemented)> only =
        [
            ("only_cross_attention", false),
            ("downsample_padding", 1),
            ("encoder_hid_dim", null),
            ("encoder_hid_dim_type", null),
            ("class_embed_type", null),
            ("num_class_embeds", null),
        ];
        foreach (var (key, implemented) in only) json.Only(key, implemented);
        json.Name("act_fn", "silu", "silu", "swish");       // two names of one function
        // The first only choose how attention is computed; the last two belong to other kinds of blocks.
        json.Ignore("upcast_attention", "dropout", "addition_embed_type_num_heads", "resnet_skip_time_act", "resnet_out_scale_factor");
        json.Ignore("addition_time_embed_dim", "projection_class_embeddings_input_dim");
    }
}
