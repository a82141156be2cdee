using System.Globalization;

namespace TorchTss.Prompts;

/// <summary>Splits a cleaned prompt into the words whose letters are then paired.</summary>
/// <remarks>CLIP simple_tokenizer.py: special tokens, 's 't 're 've 'm 'll 'd, runs of letters, single digits, runs of anything else but space.
/// Whole code points are looked at: .NET's \p{L} does not know letters beyond the first 65,536.</remarks>
internal static class ClipWords
{
    private static readonly string[] _contractions = ["'s", "'t", "'re", "'ve", "'m", "'ll", "'d"];

    /// <summary>Words with their place in the text.</summary>
    /// <param name="text">Cleaned.</param>
    /// <param name="specials">Texts that are one token whatever stands around them.</param>
    /// <param name="specialsFirst">Whether these are found before anything else is (transformers), so that one ends a run before it.</param>
    public static IEnumerable<Range> Split(string text, IReadOnlyCollection<string> specials, bool specialsFirst)
    {
        for (var at = 0; at < text.Length;)
        {
            var length = Length(text, at, specials, specialsFirst);
            if (!char.IsWhiteSpace(text[at])) yield return at..(at + length);
            at += length;
        }
    }

    private static int Length(string text, int at, IReadOnlyCollection<string> specials, bool specialsFirst)
    {
        if (Known(specials) is { } special) return special.Length;
        if (Known(_contractions) is { } contraction) return contraction.Length;
        var kind = Kind(text, at, out var length);
        if (kind is 'N' or ' ') return length;
        var end = at + length;
        while (end < text.Length && Kind(text, end, out var more) == kind && !(specialsFirst && specials.Any(s => Has(s, end)))) end += more;
        return end - at;

        string? Known(IEnumerable<string> words) => words.FirstOrDefault(w => Has(w, at));

        bool Has(string word, int place) => string.CompareOrdinal(text, place, word, 0, word.Length) == 0;
    }

    /// <summary>L for a letter, N for a number, a space, or ? for anything else.</summary>
    private static char Kind(string text, int at, out int length)
    {
        length = char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]) ? 2 : 1;
        if (char.IsWhiteSpace(text[at])) return ' ';
        return CharUnicodeInfo.GetUnicodeCategory(text, at) switch
        {
            <= UnicodeCategory.OtherLetter => 'L',
            UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => 'N',
            _ => '?',
        };
    }
}
