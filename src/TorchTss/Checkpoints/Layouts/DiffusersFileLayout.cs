using TorchTss.Checkpoints.Layouts.Spellings;
using TorchTss.Runtime;

namespace TorchTss.Checkpoints.Layouts;

/// <summary>A weight file of a diffusers folder by itself, or several with their folders' names before their keys.</summary>
[Named("diffusers", "networks under diffusers' names: down_blocks, mid_block, up_blocks, controlnet_cond_embedding; old autoencoder names too")]
internal sealed class DiffusersFileLayout : ILayout
{
    private static readonly string[] _folders = ["unet.", "controlnet.", "vae.", "text_encoder.", "text_encoder_2."];

    /// <inheritdoc/>
    public IReadOnlyList<LayoutPart> Parts(KeyTable keys)
    {
        LayoutPart?[] parts = Network(keys, "") is { } only ? [only] : [.. _folders.Select(f => Network(keys, f))];
        return [.. parts.OfType<LayoutPart>()];
    }

    private static LayoutPart? Network(KeyTable keys, string prefix)
    {
        if (keys.HasUnder($"{prefix}controlnet_cond_embedding.")) return new LayoutPart("controlnet", prefix, new DiffusersKeys());
        if (keys.HasUnder($"{prefix}down_blocks.0.resnets.0.") && keys.HasUnder($"{prefix}time_embedding."))
        {
            return new LayoutPart("unet", prefix, new DiffusersKeys());
        }
        if (keys.HasUnder($"{prefix}encoder.down_blocks.0.resnets.0.")) return new LayoutPart("vae", prefix, new OldAutoencoderKeys());
        return prefix.StartsWith("text_encoder", StringComparison.Ordinal) && keys.HasUnder($"{prefix}text_model.")
            ? new LayoutPart(prefix[..^1], prefix, new ClipTextKeys()) : null;
    }
}
