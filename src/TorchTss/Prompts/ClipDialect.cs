namespace TorchTss.Prompts;

/// <summary>What programs do differently with one vocabulary.</summary>
/// <param name="Clean">Before words are looked for.</param>
/// <param name="Start">What a prompt has to contain to get the id of a text's start.</param>
/// <param name="End">The same for its end.</param>
/// <param name="Pad">The token that fills a text up, and which a prompt may contain; null: id 0, which no text stands for.</param>
/// <param name="SpecialsFirst">Whether these texts are found before words are.</param>
internal sealed record ClipDialect(Func<string, string> Clean, string Start, string End, string? Pad, bool SpecialsFirst)
{
    /// <summary>transformers with CLIP ViT-L/14 (SD 1.x, PASD, SDXL's and SUPIR's first encoder): filled up with the end.</summary>
    public static ClipDialect HuggingFace { get; } = new(PromptText.Fast, "<|startoftext|>", "<|endoftext|>", "<|endoftext|>", SpecialsFirst: true);

    /// <summary>transformers with OpenCLIP's encoders (SD 2.x, SDXL's second): filled up with <c>!</c>, so that one in a prompt is 0.</summary>
    public static ClipDialect HuggingFaceOpenClip { get; } = HuggingFace with { Pad = "!" };

    /// <summary>open_clip itself (StableSR, SUPIR's second encoder): filled up with 0, and <c>!</c> is a word.</summary>
    public static ClipDialect OpenClip { get; } = new(PromptText.OpenClip, "<start_of_text>", "<end_of_text>", null, SpecialsFirst: false);
}
