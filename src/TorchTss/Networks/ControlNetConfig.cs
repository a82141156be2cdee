using System.Collections.Immutable;
using System.Text.Json;
using TorchTss.Checkpoints;

namespace TorchTss.Networks;

/// <summary>The shape of a ControlNet (diffusers ControlNetModel). The defaults are SD 1.5.</summary>
internal sealed record ControlNetConfig : DenoiserConfig
{
    public ControlNetConfig()
    {
    }

    /// <summary>A ControlNet copies a UNet's way down, so it takes over that shape.</summary>
    private ControlNetConfig(UNetConfig unet) : base(unet)
    {
    }

    /// <summary>"conditioning_channels": channels of the control image.</summary>
    public int HintChannels { get; init; } = 3;

    /// <summary>"conditioning_embedding_out_channels": each step from one width to the next halves the image.</summary>
    public ImmutableArray<int> HintWidths { get; init; } = [16, 32, 96, 256];

    /// <summary>"controlnet_conditioning_channel_order" is "bgr": the image's channels are reversed before use.</summary>
    public bool BlueFirst { get; init; }

    /// <summary>"global_pool_conditions": every residual is the same at all positions, its mean.</summary>
    public bool IsPooled { get; init; }

    /// <summary>Side of the control image for each latent position.</summary>
    public int HintScale => 1 << (HintWidths.Length - 1);

    /// <summary>The ControlNets of Stable Diffusion 1.5.</summary>
    public static ControlNetConfig Sd15 { get; } = new(UNetConfig.Sd15);

    /// <summary>The ControlNets of Stable Diffusion 2.1.</summary>
    public static ControlNetConfig Sd21 { get; } = new(UNetConfig.Sd21);

    /// <summary>The ControlNets of Stable Diffusion XL.</summary>
    public static ControlNetConfig Sdxl { get; } = new(UNetConfig.Sdxl);

    /// <summary>From a diffusers <c>controlnet/config.json</c>.</summary>
    /// <param name="config">The JSON object; absent keys take diffusers' defaults.</param>
    /// <param name="where">The file, for errors.</param>
    /// <exception cref="Runtime.UserException">A value that this network does not implement, or that cannot be.</exception>
    public static ControlNetConfig FromJson(JsonElement config, string where) => Read(new ConfigReader(config, where));

    /// <summary>The same from a reader, which then knows what was read.</summary>
    public static ControlNetConfig Read(ConfigReader json)
    {
        var shared = json.Shared(new ControlNetConfig());
        if (json.IsNull("mid_block_type")) throw json.Refusal("mid_block_type", "is null, but only a UNet may have no bottom");
        return shared with
        {
            // Unlike a UNet's, this class takes the number under its own name, if it is there.
            Heads = json.Value("num_attention_heads") is null ? shared.Heads : json.Counts("num_attention_heads", shared.Levels),
            IsPooled = json.Flag("global_pool_conditions", false),
            HintChannels = json.Count("conditioning_channels", 3),
            HintWidths = json.List("conditioning_embedding_out_channels", 16, 32, 96, 256),
            BlueFirst = json.Name("controlnet_conditioning_channel_order", "rgb", "rgb", "bgr") == "bgr",
        };
    }
}
