using TorchTss.Checkpoints.Layouts.Spellings;

namespace TorchTss.Checkpoints.Layouts;

/// <summary>Where a single file of a family keeps a network.</summary>
internal static class SingleFileParts
{
    /// <summary>Prefix and spelling of a component; null for what single files do not hold.</summary>
    /// <param name="component">As diffusers calls it.</param>
    /// <param name="family">Of the UNet.</param>
    public static LayoutPart? Of(string component, ModelFamily family) => component switch
    {
        "unet" => new(component, "model.diffusion_model.", new LdmUNetKeys()),
        "vae" => new(component, "first_stage_model.", new LdmAutoencoderKeys()),
        "controlnet" => new(component, "control_model.", new LdmUNetKeys()),
        "text_encoder" when family == ModelFamily.Sdxl => new(component, "conditioner.embedders.0.transformer.", new ClipTextKeys()),
        "text_encoder" when family == ModelFamily.Sd2 => new(component, "cond_stage_model.model.", new OpenClipTextKeys()),
        "text_encoder" => new(component, "cond_stage_model.transformer.", new ClipTextKeys()),
        "text_encoder_2" => new(component, "conditioner.embedders.1.model.", new OpenClipTextKeys()),
        _ => null,
    };
}
