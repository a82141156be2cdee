using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace TorchTss.Prompts;

/// <summary>What is done to a prompt before it is split into words. For plain ASCII without HTML all agree.</summary>
internal static partial class PromptText
{
    /// <summary>transformers' fast tokenizer, and its slow one where ftfy is installed: composed, single spaces, lower case.</summary>
    public static string Fast(string text) => Lower(SingleSpaces(CanonicalText.Compose(text)));

    /// <summary>transformers' slow tokenizer without ftfy: also drops control characters and sets CJK ideographs apart.</summary>
    public static string Basic(string text)
    {
        var apart = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is 0 or 0xFFFD || IsControl(rune)) continue;
            if (IsIdeograph(rune.Value)) apart.Append(' ').Append(rune).Append(' ');
            else apart.Append(rune);
        }
        return Fast(apart.ToString());
    }

    /// <summary>open_clip: repairs characters and decodes HTML twice.</summary>
    public static string OpenClip(string text) =>
        Lower(SingleSpaces(WebUtility.HtmlDecode(WebUtility.HtmlDecode(TextRepair.Plain(text)))));

    private static string SingleSpaces(string text) => Spaces().Replace(text, " ").Trim();

    /// <summary>The one capital that becomes two characters is outside what the runtime maps.</summary>
    private static string Lower(string text) => text.ToLowerInvariant().Replace("İ", "i\u0307", StringComparison.Ordinal);

    private static bool IsControl(Rune rune) =>
        rune.Value is not ('\t' or '\n' or '\r')
        && Rune.GetUnicodeCategory(rune) is >= System.Globalization.UnicodeCategory.Control and <= System.Globalization.UnicodeCategory.PrivateUse
            or System.Globalization.UnicodeCategory.OtherNotAssigned;

    private static bool IsIdeograph(int point) => point
        is (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x20000 and <= 0x2A6DF) or (>= 0x2A700 and <= 0x2B73F)
        or (>= 0x2B740 and <= 0x2B81F) or (>= 0x2B820 and <= 0x2CEAF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x2F800 and <= 0x2FA1F);

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
