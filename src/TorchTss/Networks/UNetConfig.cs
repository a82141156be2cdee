using System.Collections.Immutable;
using System.Text.Json;
using TorchTss.Checkpoints;

namespace TorchTss.Networks;

/// <summary>The shape of a UNet (diffusers UNet2DConditionModel). The defaults are SD 1.5.</summary>
internal sealed record UNetConfig : DenoiserConfig
{
    /// <summary>"out_channels".</summary>
    public int OutChannels { get; init; } = 4;

    /// <summary>"sample_size": side of the latents that the network was trained on; null where the file does not say.</summary>
    public int? SampleSize { get; init; } = 64;

    /// <summary>"center_input_sample": whether the latent is taken from 0..1 to −1..1 first.</summary>
    public bool CenterInput { get; init; }

    /// <summary>Whether there is a bottom at all ("mid_block_type").</summary>
    public bool HasMiddle { get; init; } = true;

    /// <summary>Depth of the transformers on the way up, coarsest level first, 0 without ("up_block_types"); by default as on the way down.</summary>
    public ImmutableArray<int> UpTransformerDepth { get => field.IsDefault ? [.. TransformerDepth.Reverse()] : field; init; }

    /// <summary>Stable Diffusion 1.5.</summary>
    public static UNetConfig Sd15 { get; } = new();

    /// <summary>Stable Diffusion 2.1, 768-v and base.</summary>
    public static UNetConfig Sd21 { get; } = Sd15 with
    {
        SampleSize = 96,
        Heads = [5, 10, 20, 20],
        ContextChannels = [1024, 1024, 1024, 1024],
        LinearProjection = true,
    };

    /// <summary>Stable Diffusion XL base 1.0.</summary>
    public static UNetConfig Sdxl { get; } = new()
    {
        SampleSize = 128,
        Channels = [320, 640, 1280],
        Layers = [2, 2, 2],
        Heads = [5, 10, 20],
        TransformerDepth = [0, 2, 10],
        MiddleDepth = 10,
        ContextChannels = [2048, 2048, 2048],
        LinearProjection = true,
        TextTime = new(256, 2816),
    };

    /// <summary>From a diffusers <c>unet/config.json</c>.</summary>
    /// <param name="config">The JSON object; absent keys take diffusers' defaults.</param>
    /// <param name="where">The file, for errors.</param>
    /// <exception cref="Runtime.UserException">A value that this network does not implement, or that cannot be.</exception>
    public static UNetConfig FromJson(JsonElement config, string where) => Read(new ConfigReader(config, where));

    /// <summary>The same from a reader, which then knows what was read.</summary>
    public static UNetConfig Read(ConfigReader json)
    {
        ImmutableArray<(string Key, object? Implemented)> only =
        [
            ("dual_cross_attention", false),
            ("time_embedding_type", "positional"),
            ("time_embedding_act_fn", null),
            ("timestep_post_act", null),
            ("time_cond_proj_dim", null),
            ("conv_in_kernel", 3),
            ("conv_out_kernel", 3),
            ("attention_type", "default"),
            ("class_embeddings_concat", false),
            ("mid_block_only_cross_attention", null),
            ("cross_attention_norm", null),
            ("num_attention_heads", null),
        ];
        foreach (var (key, implemented) in only) json.Only(key, implemented);
        var unet = json.Shared(new UNetConfig());
        var reversed = json.Value("reverse_transformer_layers_per_block") is not null;      // in the order of the way up
        var depth = reversed ? json.CountsOrZero("reverse_transformer_layers_per_block", unet.Levels)
            : [.. json.CountsOrZero("transformer_layers_per_block", unet.Levels, 1).Reverse()];
        const string plain = "UpBlock2D", crossAttention = "CrossAttnUpBlock2D";
        var types = json.Names("up_block_types", unet.Levels, [plain, crossAttention, crossAttention, crossAttention], plain, crossAttention);
        json.RefuseEmptyTransformers(depth.Where((_, block) => types[block] == crossAttention));
        return unet with
        {
            OutChannels = json.Count("out_channels", 4),
            SampleSize = json.FirstCount("sample_size"),
            CenterInput = json.Flag("center_input_sample", false),
            HasMiddle = !json.IsNull("mid_block_type"),
            UpTransformerDepth = [.. depth.Select((d, block) => types[block] == crossAttention ? d : 0)],
        };
    }
}
