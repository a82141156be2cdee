namespace TorchTss.Reports;

/// <summary>Text of the library, which begins small and has no full stop, as a sentence of the page.</summary>
internal static class Sentence
{
    /// <summary>"The winner …."</summary>
    public static string Of(string text) => $"{Begun(text).TrimEnd('.')}.";

    /// <summary>"The winner".</summary>
    public static string Begun(string text) => text.Length == 0 ? text : $"{char.ToUpperInvariant(text[0])}{text[1..]}";
}
