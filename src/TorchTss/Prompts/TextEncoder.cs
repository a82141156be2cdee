using TorchTss.Networks;
using static TorchSharp.torch;

namespace TorchTss.Prompts;

/// <summary>A text encoder with its tokenizer.</summary>
internal sealed class TextEncoder(ClipTextModel model, ClipTokenizer tokenizer) : IDisposable
{
    /// <summary>The network's shape.</summary>
    public ClipTextConfig Config => model.Config;

    /// <summary>A prompt as rows of the network's length.</summary>
    public PromptTokens Tokens(string prompt, LongPrompt rule) => PromptTokens.Of(tokenizer, prompt, Config.Positions, rule);

    /// <summary>States of a prompt's rows, one after the other.</summary>
    /// <param name="tokens">From <see cref="Tokens"/>.</param>
    /// <param name="rows">How many rows there shall be at least: empty ones stand behind.</param>
    /// <param name="wanted">Which states.</param>
    /// <returns>[1, rows·L, C] and, of the first row, [1, P]; float32 on the CPU.</returns>
    public ClipTextStates Encode(PromptTokens tokens, int rows, ClipTextOutput wanted)
    {
        using var scope = NewDisposeScope();
        int[][] all = [.. tokens.Rows, .. Enumerable.Repeat(PromptTokens.Empty(tokenizer, Config.Positions), Math.Max(0, rows - tokens.Rows.Count))];
        var ids = tensor(all.SelectMany(row => row).ToArray(), [all.Length, Config.Positions], int64, model.parameters().First().device);
        var states = model.Encode(ids, wanted);
        return new ClipTextStates(
            Kept(states.Tokens.flatten(0, 1).unsqueeze(0)).MoveToOuterDisposeScope(),
            states.Pooled is { } pooled ? Kept(pooled.narrow(0, 0, 1)).MoveToOuterDisposeScope() : null);
    }

    /// <inheritdoc/>
    public void Dispose() => model.Dispose();

    private static Tensor Kept(Tensor states) => states.to(float32).to(CPU).contiguous();
}
