using TorchTss.Checkpoints;

namespace TorchTss.Metrics.QAlign;

/// <summary>The picture encoder's shape: "visual_config.visual_model" of config.json.</summary>
internal sealed record OwlVisionConfig
{
    /// <summary>"hidden_size".</summary>
    public int Width { get; init; } = 1024;

    /// <summary>"intermediate_size".</summary>
    public int Hidden { get; init; } = 4096;

    /// <summary>"num_hidden_layers".</summary>
    public int Layers { get; init; } = 24;

    /// <summary>"num_attention_heads".</summary>
    public int Heads { get; init; } = 16;

    /// <summary>"image_size": side of the square picture, in pixels.</summary>
    public int ImageSize { get; init; } = 448;

    /// <summary>"patch_size".</summary>
    public int Patch { get; init; } = 14;

    /// <summary>"layer_norm_eps".</summary>
    public double Epsilon { get; init; } = 1e-6;

    /// <summary>Patches per side.</summary>
    public int Grid => ImageSize / Patch;

    /// <summary>Patches and the class token.</summary>
    public int Tokens => Grid * Grid + 1;

    /// <summary>From its part of config.json.</summary>
    /// <exception cref="Runtime.UserException">A value that this network does not implement, or that cannot be.</exception>
    public static OwlVisionConfig Read(ConfigReader json)
    {
        json.Name("hidden_act", "quick_gelu", "quick_gelu");
        json.Only("num_channels", 3);
        return new OwlVisionConfig
        {
            Width = json.Count("hidden_size", 1024),
            Hidden = json.Count("intermediate_size", 4096),
            Layers = json.Count("num_hidden_layers", 24),
            Heads = json.Count("num_attention_heads", 16),
            ImageSize = json.Count("image_size", 448),
            Patch = json.Count("patch_size", 14),
            Epsilon = json.Number("layer_norm_eps", 1e-6),
        };
    }
}
