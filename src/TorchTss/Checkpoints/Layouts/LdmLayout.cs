using TorchTss.Checkpoints.Layouts.Spellings;
using TorchTss.Runtime;

namespace TorchTss.Checkpoints.Layouts;

/// <summary>One file with everything, as Stable Diffusion 1.x and 2.x were published.</summary>
[Named("ldm", "SD 1.x and 2.x in one file: model.diffusion_model, first_stage_model, cond_stage_model")]
internal sealed class LdmLayout : ILayout
{
    /// <inheritdoc/>
    public IReadOnlyList<LayoutPart> Parts(KeyTable keys) =>
        SgmLayout.IsSgm(keys) || !(keys.HasUnder("model.diffusion_model.input_blocks.") || keys.HasUnder("cond_stage_model.")) ? [] : LayoutPart.Present(
            keys,
            new("unet", "model.diffusion_model.", new LdmUNetKeys()),
            new("vae", "first_stage_model.", new LdmAutoencoderKeys()),
            new("text_encoder", "cond_stage_model.transformer.", new ClipTextKeys()),
            new("text_encoder", "cond_stage_model.model.", new OpenClipTextKeys(layers: 23, projected: false)),
            new("controlnet", "control_model.", new LdmUNetKeys()));
}
