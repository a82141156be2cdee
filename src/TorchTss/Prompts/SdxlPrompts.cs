using TorchTss.Networks;
using static TorchSharp.torch;

namespace TorchTss.Prompts;

/// <summary>SDXL: the penultimate layers of two encoders side by side, and the pooled state of the second.</summary>
/// <remarks>diffusers StableDiffusionXLPipeline.encode_prompt. The pooled state is that of the first row and of the last layer in any case.</remarks>
internal sealed class SdxlPrompts(TextEncoder first, TextEncoder second) : IPromptEncoder
{
    /// <inheritdoc/>
    public PromptStates Encode(string prompt, int clipSkip, LongPrompt rule)
    {
        using var scope = NewDisposeScope();
        var (tokens, others) = (first.Tokens(prompt, rule), second.Tokens(prompt, rule));
        var rows = Math.Max(tokens.Rows.Count, others.Rows.Count);         // an exclamation mark may make one of them longer
        var wanted = ClipTextOutput.Penultimate with { Skip = 1 + clipSkip };
        var (a, b) = (first.Encode(tokens, rows, wanted), second.Encode(others, rows, wanted with { Pooled = true }));
        return new PromptStates(cat([a.Tokens, b.Tokens], 2).MoveToOuterDisposeScope(), b.Pooled!.MoveToOuterDisposeScope());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        first.Dispose();
        second.Dispose();
    }
}
