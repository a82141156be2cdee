namespace TorchTss.Hosts.Supir;

/// <summary>SUPIR's texts: a caption, words behind every caption, words to be guided away from (supir.md 1.1).</summary>
internal static class SupirPrompts
{
    /// <summary>a_prompt.</summary>
    public const string Added = "Cinematic, High Contrast, highly detailed, taken using a Canon EOS R camera, hyper detailed photo - realistic maximum detail, "
        + "32k, Color Grading, ultra HD, extreme meticulous detailing, skin pore detailing, hyper sharpness, perfect without deformations.";

    /// <summary>n_prompt.</summary>
    public const string Negative = "painting, oil painting, illustration, drawing, art, sketch, oil painting, cartoon, CG Style, 3D render, unreal engine, "
        + "blurring, dirty, messy, worst quality, low quality, frames, watermark, signature, jpeg artifacts, deformed, lowres, over-smooth";

    /// <summary>Settings whose prompts are what the text encoders get: caption and added words without a space between them, and both halves always.</summary>
    /// <param name="s">Settings whose prompt is the caption.</param>
    public static RunSettings Of(RunSettings s) => s.Embeddings is not null ? s : s with
    {
        Prompt = (s.Prompt ?? "") + (s.APrompt ?? Added),
        NegativePrompt = s.NegativePrompt ?? Negative,
        GuidanceScale = IsGuided(s) ? 2 : 1,                 // only whether the negative text is needed
    };

    /// <summary>Whether the unconditional half is needed at any σ.</summary>
    public static bool IsGuided(RunSettings s) => s is not { GuidanceScale: 1, CfgStart: 1 };
}
