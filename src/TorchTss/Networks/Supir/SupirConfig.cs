using TorchTss.Checkpoints;

namespace TorchTss.Networks.Supir;

/// <summary>The shape of SUPIR's UNet and of its control network, in the vocabulary of sgm. The defaults are SUPIR's, which are SDXL's.</summary>
internal sealed record SupirConfig : DenoiserConfig
{
    /// <summary>"adm_in_channels": width of the vector of pooled text and sizes.</summary>
    public int VectorChannels { get; init; } = 2816;

    /// <summary>"out_channels"; the control network has none.</summary>
    public int OutChannels { get; init; } = 4;

    /// <summary>SUPIR-v0Q and v0F.</summary>
    public static SupirConfig Released { get; } = new()
    {
        Channels = [320, 640, 1280],
        Layers = [2, 2, 2],
        Heads = [5, 10, 20],
        TransformerDepth = [0, 2, 10],
        MiddleDepth = 10,
        ContextChannels = [2048, 2048, 2048],
        LinearProjection = true,
    };

    /// <summary>From the constructor arguments of sgm's UNetModel.</summary>
    /// <exception cref="Runtime.UserException">A value that these networks do not implement, or that cannot be.</exception>
    public static SupirConfig Read(ConfigReader json)
    {
        (string Key, object? Implemented)[] only =
        [
            ("dims", 2), ("conv_resample", true), ("use_spatial_transformer", true), ("num_classes", "sequential"), ("resblock_updown", false),
            ("use_scale_shift_norm", false), ("num_heads", -1), ("num_heads_upsample", -1), ("n_embed", null), ("disable_self_attentions", null),
            ("num_attention_blocks", null), ("disable_middle_self_attn", false), ("input_upscale", 1), ("mode", "XL-base"),
            ("project_type", "ZeroSFT"), ("project_channel_scale", 2),
        ];
        foreach (var (key, implemented) in only) json.Only(key, implemented);
        json.Ignore("dropout", "use_checkpoint", "use_fp16", "legacy", "spatial_transformer_attn_type", "use_new_attention_order",
            "project_modules");                                  // the adaptors' widths follow from the skips'
        var width = json.RequiredCount("model_channels");
        int[] channels = [.. json.List("channel_mult", 1, 2, 4, 8).Select(multiple => multiple * width)];
        var attention = json.List("attention_resolutions");
        var depth = json.CountsOrZero("transformer_depth", channels.Length, 1);
        var (head, context) = (json.RequiredCount("num_head_channels"), json.RequiredCount("context_dim"));
        if (channels.FirstOrDefault(c => c % 32 != 0) is var odd and not 0)
        {
            throw json.Refusal("model_channels", $"gives {odd} channels, not a multiple of 32");
        }
        if (channels.Where((_, level) => attention.Contains(1 << level)).FirstOrDefault(c => c % head != 0) is var uneven and not 0)
        {
            throw json.Refusal("num_head_channels", $"is {head}, and {uneven} channels are no multiple of it");
        }
        return new SupirConfig
        {
            InChannels = json.RequiredCount("in_channels"),
            OutChannels = json.RequiredCount("out_channels"),
            Channels = [.. channels],
            Layers = json.Counts("num_res_blocks", channels.Length, 2),
            Heads = [.. channels.Select(c => c / head)],
            TransformerDepth = [.. depth.Select((d, level) => attention.Contains(1 << level) ? d : 0)],
            MiddleDepth = json.OptionalCount("transformer_depth_middle") ?? depth[^1],
            ContextChannels = [.. channels.Select(_ => context)],
            LinearProjection = json.Flag("use_linear_in_transformer", false),
            VectorChannels = json.RequiredCount("adm_in_channels"),
        };
    }
}
