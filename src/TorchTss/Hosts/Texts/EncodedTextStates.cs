using TorchTss.Prompts;
using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Hosts.Texts;

/// <summary>Text states that the model's own encoders make: every different text once, all that are known together,
/// and the encoders are let go before anything is sampled.</summary>
internal sealed class EncodedTextStates(TextEncoderFolders encoders, Compute compute) : ITextStates
{
    private readonly Dictionary<Text, PromptStates> _known = [];

    /// <inheritdoc/>
    public void Expect(IReadOnlyCollection<RunSettings> runs)
    {
        var missing = runs.SelectMany(Texts).Distinct().Where(t => !_known.ContainsKey(t)).ToArray();
        if (missing.Length == 0) return;
        using var off = no_grad();
        using var scope = NewDisposeScope();
        using var encoder = encoders.Open(compute);
        foreach (var text in missing) _known[text] = encoder.Encode(text.Prompt, text.ClipSkip, text.Rule).Kept();
    }

    /// <inheritdoc/>
    public TextPair For(RunSettings resolved)
    {
        Expect([resolved]);
        var positive = _known[Text.Of(resolved, resolved.Prompt)];
        if (!Guided(resolved)) return new TextPair(positive, null);
        if (resolved.NegativePrompt is null && encoders.ZerosForNoNegative)
        {
            return new TextPair(positive, new PromptStates(zeros_like(positive.Context), positive.Pooled is { } pooled ? zeros_like(pooled) : null));
        }
        var negative = _known[Text.Of(resolved, resolved.NegativePrompt)];
        var tokens = Math.Max(positive.Context.size(1), negative.Context.size(1));
        return new TextPair(Lengthened(positive, tokens, resolved), Lengthened(negative, tokens, resolved));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var states in _known.Values) states.Dispose();
    }

    /// <summary>Without a word of what to show or to avoid there is nothing to be guided by.</summary>
    private static bool Guided(RunSettings s) => s.GuidanceScale is not (null or 1) && (s.Prompt ?? s.NegativePrompt) is not null;

    private IEnumerable<Text> Texts(RunSettings s)
    {
        yield return Text.Of(s, s.Prompt);
        if (!Guided(s)) yield break;
        if (s.NegativePrompt is not null || !encoders.ZerosForNoNegative) yield return Text.Of(s, s.NegativePrompt);
        if (s.LongPrompt == LongPrompt.Split) yield return Text.Of(s, "");         // stands in where one of the two is shorter
    }

    /// <summary>As many tokens as the other has: parts without a word behind.</summary>
    private PromptStates Lengthened(PromptStates states, long tokens, RunSettings s)
    {
        var empty = _known.GetValueOrDefault(Text.Of(s, ""));
        if (states.Context.size(1) == tokens || empty is null) return states;
        var parts = (int)((tokens - states.Context.size(1)) / empty.Context.size(1));
        return states with { Context = cat([states.Context, .. Enumerable.Repeat(empty.Context, parts)], 1) };
    }

    /// <summary>All that a text's states depend on; no text is the empty one.</summary>
    private sealed record Text(string Prompt, int ClipSkip, LongPrompt Rule)
    {
        public static Text Of(RunSettings s, string? prompt) => new(prompt ?? "", s.ClipSkip ?? 0, s.LongPrompt ?? LongPrompt.Cut);
    }
}
