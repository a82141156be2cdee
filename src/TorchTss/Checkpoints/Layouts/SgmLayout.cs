using TorchTss.Checkpoints.Layouts.Spellings;
using TorchTss.Runtime;

namespace TorchTss.Checkpoints.Layouts;

/// <summary>One file with everything, as Stable Diffusion XL was published.</summary>
[Named("sgm", "SDXL in one file: model.diffusion_model, first_stage_model, conditioner.embedders")]
internal sealed class SgmLayout : ILayout
{
    /// <summary>Whether the file has SDXL's second condition.</summary>
    public static bool IsSgm(KeyTable keys) =>
        keys.HasUnder("conditioner.embedders.") || keys.HasUnder("model.diffusion_model.label_emb.");

    /// <inheritdoc/>
    public IReadOnlyList<LayoutPart> Parts(KeyTable keys) =>
        !IsSgm(keys) || SupirLayout.IsSupir(keys) ? [] :
        [
            .. LayoutPart.Present(
                keys, new("unet", "model.diffusion_model.", new LdmUNetKeys()), new("vae", "first_stage_model.", new LdmAutoencoderKeys())),
            .. TextEncoders(keys),
        ];

    /// <summary>SDXL's text encoders, as far as they are there.</summary>
    public static IReadOnlyList<LayoutPart> TextEncoders(KeyTable keys) => LayoutPart.Present(
        keys,
        new("text_encoder", "conditioner.embedders.0.transformer.", new ClipTextKeys()),
        new("text_encoder_2", "conditioner.embedders.1.model.", new OpenClipTextKeys()));
}
