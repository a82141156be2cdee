using TorchTss.Runtime;

namespace TorchTss.Checkpoints;

/// <summary>Long lists of names, cut for one line of an error.</summary>
internal static class NameList
{
    /// <summary>The first ten as a terminal may show them, then "and N more".</summary>
    public static string Of(IReadOnlyCollection<string> names, int shown = 10)
    {
        var first = string.Join(", ", names.Take(shown).Select(n => ShownText.Of(n)));
        return names.Count <= shown ? first : $"{first} and {names.Count - shown} more";
    }

    /// <summary>A shape as users read it: [320, 4, 3, 3].</summary>
    public static string Shape(IEnumerable<long> shape) => $"[{string.Join(", ", shape)}]";
}
