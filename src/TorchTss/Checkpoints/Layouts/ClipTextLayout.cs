using TorchTss.Checkpoints.Layouts.Spellings;
using TorchTss.Runtime;

namespace TorchTss.Checkpoints.Layouts;

/// <summary>A text encoder as transformers stores it.</summary>
[Named("clip-text", "CLIP of transformers: text_model.encoder.layers, also without text_model., also with the picture's tower")]
internal sealed class ClipTextLayout : ILayout
{
    /// <inheritdoc/>
    public IReadOnlyList<LayoutPart> Parts(KeyTable keys) =>
        keys.HasUnder("text_model.encoder.layers.0.self_attn.q_proj.")
            || (keys.Has("embeddings.token_embedding.weight") && keys.HasUnder("encoder.layers.0.self_attn.q_proj."))
            ? [new LayoutPart("text_encoder", "", new ClipTextKeys())] : [];
}
