using System.Text;

namespace TorchTss.Prompts;

/// <summary>Characters that stand for others: curly quotes, ligatures, full-width letters, control characters.</summary>
/// <remarks>The parts of ftfy's fix_text that prompts meet; it also guesses at text that was decoded wrongly, which is not done here.</remarks>
internal static class TextRepair
{
    private static readonly Dictionary<int, string> _ligatures = new()
    {
        [0x132] = "IJ", [0x133] = "ij", [0x149] = "ʼn", [0x1F1] = "DZ", [0x1F2] = "Dz", [0x1F3] = "dz", [0x1C4] = "DŽ", [0x1C5] = "Dž", [0x1C6] = "dž",
        [0x1C7] = "LJ", [0x1C8] = "Lj", [0x1C9] = "lj", [0x1CA] = "NJ", [0x1CB] = "Nj", [0x1CC] = "nj",
        [0xFB00] = "ff", [0xFB01] = "fi", [0xFB02] = "fl", [0xFB03] = "ffi", [0xFB04] = "ffl", [0xFB05] = "ſt", [0xFB06] = "st",
    };

    /// <summary>The text with plain characters, composed.</summary>
    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is (>= '\0' and <= '\b') or '\v' or (>= '\u000E' and <= '\u001F') or '\u007F' or '\uFEFF') continue;
            if (_ligatures.TryGetValue(c, out var letters)) plain.Append(letters.Replace('ʼ', '\''));
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
