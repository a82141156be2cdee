using System.Text;

namespace TorchTss.Reports;

/// <summary>Text that is markup already; every other value that a template prints is escaped.</summary>
internal sealed record Html(string Text)
{
    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>Any text as it may stand between tags and in quoted attributes.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var c in text)
        {
            _ = c switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\'' => escaped.Append("&#39;"),
                // Not allowed in HTML at all.
                _ when char.IsControl(c) && c is not ('\n' or '\t') => escaped.Append('\uFFFD'),
                _ => escaped.Append(c),
            };
        }
        return escaped.ToString();
    }
}
