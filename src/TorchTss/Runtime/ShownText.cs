using System.Globalization;
using System.Text;

namespace TorchTss.Runtime;

/// <summary>Text of a file from somewhere, as it may stand on a terminal: on one line, and without the characters that steer one.</summary>
internal static class ShownText
{
    /// <summary>Every control character, line break, invisible mark and lone surrogate as a question mark; cut after so many characters.</summary>
    /// <param name="text">Anything.</param>
    /// <param name="longest">Most UTF-16 characters before the mark of omission; a surrogate pair is never cut.</param>
    public static string Of(string text, int longest = int.MaxValue)
    {
        var shown = new StringBuilder(Math.Min(text.Length, longest));
        var rest = text.AsSpan();
        while (rest.Length > 0)
        {
            var whole = Rune.DecodeFromUtf16(rest, out var rune, out var used) == System.Buffers.OperationStatus.Done;
            if (shown.Length + used > longest) return shown.Append('…').ToString();
            if (whole && !Steers(rune)) shown.Append(rest[..used]);
            else shown.Append('?');
            rest = rest[used..];
        }
        return shown.ToString();
    }

    private static bool Steers(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
