using TorchTss.Checkpoints.Layouts.Spellings;
using TorchTss.Runtime;

namespace TorchTss.Checkpoints.Layouts;

/// <summary>A text tower as open_clip and OpenAI store it, the picture's tower beside it or not.</summary>
[Named("open-clip", "open_clip and OpenAI CLIP: transformer.resblocks, token_embedding, text_projection")]
internal sealed class OpenClipLayout : ILayout
{
    /// <inheritdoc/>
    public IReadOnlyList<LayoutPart> Parts(KeyTable keys) =>
        keys.Has("token_embedding.weight") && keys.HasUnder("transformer.resblocks.0.attn.in_proj_weight")
            ? [new LayoutPart("text_encoder", "", new OpenClipTextKeys())] : [];
}
