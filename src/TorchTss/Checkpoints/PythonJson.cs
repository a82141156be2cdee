using System.Text.RegularExpressions;

namespace TorchTss.Checkpoints;

/// <summary>Python writes infinities and NaN into JSON as bare words (<c>"lambda_min_clipped": -Infinity</c>), which JSON does not know.</summary>
internal static partial class PythonJson
{
    /// <summary>The same text with those words in quotes; words within strings stay.</summary>
    public static string Quoted(string text) => Words().Replace(text, match => match.Value[0] == '"' ? match.Value : $"\"{match.Value}\"");

    /// <summary>The infinity that a quoted word stands for; null for any other text.</summary>
    public static double? Infinity(string text) => text switch
    {
        "Infinity" => double.PositiveInfinity,
        "-Infinity" => double.NegativeInfinity,
        _ => null,
    };

    [GeneratedRegex("""
        "(?:[^"\\]|\\.)*"|-?Infinity|NaN
        """, RegexOptions.CultureInvariant)]
    private static partial Regex Words();
}
