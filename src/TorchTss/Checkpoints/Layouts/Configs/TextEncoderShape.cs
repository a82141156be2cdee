using System.Text.Json.Nodes;

namespace TorchTss.Checkpoints.Layouts.Configs;

/// <summary>The configuration of a CLIP text encoder, read from the shapes of its tensors.</summary>
internal static class TextEncoderShape
{
    private const int HeadChannels = 64, ClipWidth = 768;

    /// <summary>A transformers <c>text_encoder/config.json</c>.</summary>
    /// <param name="keys">As transformers names them.</param>
    public static JsonObject Of(KeyTable keys)
    {
        var width = keys.Size("text_model.embeddings.token_embedding.weight", 1);
        var projection = keys.Size("text_projection.weight", 0);
        var config = new JsonObject
        {
            ["architectures"] = new JsonArray(projection > 0 ? "CLIPTextModelWithProjection" : "CLIPTextModel"),
            ["model_type"] = "clip_text_model",
            ["hidden_size"] = width,
            ["intermediate_size"] = keys.Size("text_model.encoder.layers.0.mlp.fc1.weight", 0),
            ["num_hidden_layers"] = keys.CountUnder("text_model.encoder.layers."),
            ["num_attention_heads"] = Math.Max(1, width / HeadChannels),
            ["max_position_embeddings"] = keys.Size("text_model.embeddings.position_embedding.weight", 0),
            ["vocab_size"] = keys.Size("text_model.embeddings.token_embedding.weight", 0),
            // OpenAI's ViT-L/14 has the quick one; the wider towers are open_clip's.
            ["hidden_act"] = width == ClipWidth ? "quick_gelu" : "gelu",
            ["layer_norm_eps"] = 1e-5,
            // As published: pooling then takes the largest id, which is the end of the text.
            ["eos_token_id"] = 2,
        };
        if (projection > 0) config["projection_dim"] = projection;
        return config;
    }
}
