using System.Text.Json;
using TorchTss.Checkpoints;

namespace TorchTss.Networks;

/// <summary>The shape of a CLIP text encoder (transformers CLIPTextConfig). The defaults are those of its class.</summary>
internal sealed record ClipTextConfig
{
    /// <summary>The end id that means "the largest id of the row": released configurations say so and not the true one.</summary>
    private const int LargestId = 2;

    /// <summary>"vocab_size".</summary>
    public int Vocabulary { get; init; } = 49408;

    /// <summary>"max_position_embeddings": tokens of a text, start and end included.</summary>
    public int Positions { get; init; } = 77;

    /// <summary>"hidden_size".</summary>
    public int Width { get; init; } = 512;

    /// <summary>"intermediate_size": width inside a layer's perceptron.</summary>
    public int PerceptronWidth { get; init; } = 2048;

    /// <summary>"num_hidden_layers".</summary>
    public int Layers { get; init; } = 12;

    /// <summary>"num_attention_heads".</summary>
    public int Heads { get; init; } = 8;

    /// <summary>"hidden_act": OpenAI's approximation of the GELU, else the exact one.</summary>
    public bool QuickGelu { get; init; } = true;

    /// <summary>"layer_norm_eps".</summary>
    public double NormEps { get; init; } = 1e-5;

    /// <summary>"projection_dim" of a model that projects its pooled state; null: it does not.</summary>
    public int? Projection { get; init; }

    /// <summary>"eos_token_id": the pooled state is that of its first position; null: that of the row's largest id.</summary>
    public int? EndId { get; init; }

    /// <summary>CLIP ViT-L/14: SD 1.x and SDXL's first encoder.</summary>
    public static ClipTextConfig ClipL { get; } = new() { Width = 768, PerceptronWidth = 3072, Heads = 12 };

    /// <summary>OpenCLIP ViT-H/14 as SD 2.x uses it: without the last of its 24 layers.</summary>
    public static ClipTextConfig ClipH { get; } = new() { Width = 1024, PerceptronWidth = 4096, Layers = 23, Heads = 16, QuickGelu = false };

    /// <summary>OpenCLIP ViT-bigG/14: SDXL's second encoder.</summary>
    public static ClipTextConfig ClipBigG { get; } =
        new() { Width = 1280, PerceptronWidth = 5120, Layers = 32, Heads = 20, QuickGelu = false, Projection = 1280 };

    /// <summary>From a <c>text_encoder/config.json</c>.</summary>
    /// <param name="config">The JSON object; absent keys take the defaults of transformers' class.</param>
    /// <param name="where">The file, for errors.</param>
    /// <param name="projected">Whether the model projects its pooled state (CLIPTextModelWithProjection).</param>
    /// <exception cref="Runtime.UserException">A value that this network does not implement, or that cannot be.</exception>
    public static ClipTextConfig FromJson(JsonElement config, string where, bool projected) => Read(new ConfigReader(config, where), projected);

    /// <summary>The same from a reader, which then knows what was read.</summary>
    public static ClipTextConfig Read(ConfigReader json, bool projected)
    {
        var (width, heads) = (json.Count("hidden_size", 512), json.Count("num_attention_heads", 8));
        if (width % heads != 0) throw json.Refusal("hidden_size", $"is {width}, which num_attention_heads {heads} does not divide");
        var (projection, end) = (json.Count("projection_dim", 512), json.Whole("eos_token_id", 49407));
        json.Ignore("bos_token_id", "pad_token_id", "attention_dropout", "dropout");       // the tokenizer's, or training's
        return new ClipTextConfig
        {
            Vocabulary = json.Count("vocab_size", 49408),
            Positions = json.Count("max_position_embeddings", 77),
            Width = width,
            PerceptronWidth = json.Count("intermediate_size", 2048),
            Layers = json.Count("num_hidden_layers", 12),
            Heads = heads,
            QuickGelu = json.Name("hidden_act", "quick_gelu", "quick_gelu", "gelu") == "quick_gelu",
            NormEps = json.Number("layer_norm_eps", 1e-5),
            Projection = projected ? projection : null,
            EndId = end == LargestId ? null : end,
        };
    }
}
