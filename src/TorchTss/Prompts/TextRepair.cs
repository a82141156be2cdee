using System.Text;

namespace TorchTss.Prompts;

/// <summary>Characters that stand for others: curly quotes, ligatures, full-width letters, control characters.</summary>
/// <remarks>The parts of ftfy's fix_text that prompts meet; it also guesses at text that was decoded wrongly, which is not done here.</remarks>
internal static class TextRepair
{
    /// <summary>Each before what it stands for.</summary>
    private const string Ligatures = "ĲIJ ĳij ŉ'n ǄDŽ ǅDž ǆdž ǇLJ ǈLj ǉlj ǊNJ ǋNj ǌnj ǱDZ ǲDz ǳdz ﬀff ﬁfi ﬂfl ﬃffi ﬄffl ﬅſt ﬆst";

    private static readonly Dictionary<char, string> _letters = Ligatures.Split(' ').ToDictionary(word => word[0], word => word[1..]);

    /// <summary>The text with plain characters, composed.</summary>
    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is (>= '\0' and <= '\b') or '\v' or (>= '\u000E' and <= '\u001F') or '\u007F' or '\uFEFF') continue;
            if (_letters.TryGetValue(c, out var letters)) plain.Append(letters);
            else plain.Append(Plain(c));
        }
        return CanonicalText.Compose(plain.ToString());
    }

    private static char Plain(char c) => c switch
    {
        'ʼ' or (>= '\u2018' and <= '\u201B') => '\'',
        >= '\u201C' and <= '\u201F' => '"',
        >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),          // full width
        '\u3000' => ' ',
        _ => c,
    };
}
