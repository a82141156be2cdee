using TorchTss.Networks;

namespace TorchTss.Prompts;

/// <summary>SD 1.x and 2.x: the last layer of one encoder, normalised.</summary>
/// <remarks>diffusers StableDiffusionPipeline.encode_prompt: with clip_skip the final norm follows the earlier layer.</remarks>
internal sealed class StableDiffusionPrompts(TextEncoder encoder) : IPromptEncoder
{
    /// <inheritdoc/>
    public PromptStates Encode(string prompt, int clipSkip, LongPrompt rule) =>
        new(encoder.Encode(encoder.Tokens(prompt, rule), rows: 1, ClipTextOutput.Last with { Skip = clipSkip }).Tokens, null);

    /// <inheritdoc/>
    public void Dispose() => encoder.Dispose();
}
