using System.Collections.Immutable;
using TorchTss.Checkpoints;

namespace TorchTss.Metrics.ClipIqa;

/// <summary>The shape of a CLIP with a residual network for pictures, under the names of OpenAI's constructor. The defaults are RN50.</summary>
internal sealed record ClipConfig
{
    /// <summary>"embed_dim": length of the features that pictures and texts share.</summary>
    public int Features { get; init; } = 1024;

    /// <summary>"image_resolution": side of the pictures that it was trained on; fixes the size of the position table.</summary>
    public int Resolution { get; init; } = 224;

    /// <summary>"vision_layers": blocks per stage.</summary>
    public ImmutableArray<int> Layers { get; init; } = [3, 4, 6, 3];

    /// <summary>"vision_width": channels after the stem.</summary>
    public int Width { get; init; } = 64;

    /// <summary>"context_length": longest text, in tokens.</summary>
    public int ContextLength { get; init; } = 77;

    /// <summary>"vocab_size".</summary>
    public int Vocabulary { get; init; } = 49408;

    /// <summary>"transformer_width".</summary>
    public int TextWidth { get; init; } = 512;

    /// <summary>"transformer_heads".</summary>
    public int TextHeads { get; init; } = 8;

    /// <summary>"transformer_layers".</summary>
    public int TextLayers { get; init; } = 12;

    /// <summary>Heads of the attention pool: one per 64 of its 32·width channels.</summary>
    public int PoolHeads => Width * 32 / 64;

    /// <summary>Rows of the position table: the trained grid and the mean token.</summary>
    public int PoolPositions => Resolution / 32 * (Resolution / 32) + 1;

    /// <summary>OpenAI's RN50.</summary>
    public static ClipConfig Rn50 { get; } = new();

    /// <summary>From constructor arguments.</summary>
    /// <exception cref="Runtime.UserException">A value that this network does not implement, or that cannot be.</exception>
    public static ClipConfig Read(ConfigReader json)
    {
        json.Only("vision_patch_size", null);                   // a vision transformer
        return new ClipConfig
        {
            Features = json.Count("embed_dim", 1024),
            Resolution = json.Count("image_resolution", 224),
            Layers = json.Counts("vision_layers", 4, 3, 4, 6, 3),
            Width = json.Count("vision_width", 64),
            ContextLength = json.Count("context_length", 77),
            Vocabulary = json.Count("vocab_size", 49408),
            TextWidth = json.Count("transformer_width", 512),
            TextHeads = json.Count("transformer_heads", 8),
            TextLayers = json.Count("transformer_layers", 12),
        };
    }
}
