namespace TorchTss.Prompts;

/// <summary>A prompt as rows of a text encoder's length: start, tokens, end, padding.</summary>
/// <param name="Rows">One row, or several of a prompt that was split.</param>
/// <param name="Count">Tokens of the prompt, without start and end.</param>
/// <param name="Left">How many of them are in no row.</param>
/// <param name="LeftText">The words that are in no row as a whole.</param>
internal sealed record PromptTokens(IReadOnlyList<int[]> Rows, int Count, int Left, string LeftText)
{
    /// <summary>A prompt in rows.</summary>
    /// <param name="tokenizer">The encoder's.</param>
    /// <param name="prompt">Any text.</param>
    /// <param name="length">Tokens of a row, with start and end.</param>
    /// <param name="rule">What becomes of a long prompt.</param>
    public static PromptTokens Of(ClipTokenizer tokenizer, string prompt, int length, LongPrompt rule)
    {
        var cleaned = tokenizer.Clean(prompt);
        var tokens = tokenizer.Tokens(cleaned);
        var room = length - 2;
        var kept = rule == LongPrompt.Cut ? tokens.Take(room) : tokens;
        int[][] rows = [.. kept.Select(t => t.Id).Chunk(room).DefaultIfEmpty([]).Select(ids => Row(tokenizer, ids, length))];
        return rule == LongPrompt.Cut && tokens.Count > room
            ? new PromptTokens(rows, tokens.Count, tokens.Count - room, cleaned[tokens[room].Word..])
            : new PromptTokens(rows, tokens.Count, 0, "");
    }

    /// <summary>A row without a word.</summary>
    public static int[] Empty(ClipTokenizer tokenizer, int length) => Row(tokenizer, [], length);

    /// <summary>What to say of a prompt that was cut; null where it was not.</summary>
    /// <param name="option">Where the prompt came from.</param>
    public string? Notice(string option) => Left == 0 ? null
        : $"{option}: {Left} of its {Count} tokens do not fit into {Count - Left} and are left out: \"{Shown(LeftText)}\"; "
            + "shorten it, or use --long-prompt split";

    private static string Shown(string text)
    {
        const int Most = 200;
        return text.Length <= Most ? text : $"{text[..Most]}…";
    }

    private static int[] Row(ClipTokenizer tokenizer, int[] ids, int length) =>
        [tokenizer.Start, .. ids, tokenizer.End, .. Enumerable.Repeat(tokenizer.Pad, length - 2 - ids.Length)];
}
