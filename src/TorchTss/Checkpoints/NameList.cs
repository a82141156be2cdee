namespace TorchTss.Checkpoints;

/// <summary>Long lists of names, cut for one line of an error.</summary>
internal static class NameList
{
    /// <summary>The first ten, then "and N more".</summary>
    public static string Of(IReadOnlyCollection<string> names, int shown = 10) =>
        names.Count <= shown ? string.Join(", ", names) : $"{string.Join(", ", names.Take(shown))} and {names.Count - shown} more";

    /// <summary>A shape as users read it: [320, 4, 3, 3].</summary>
    public static string Shape(IEnumerable<long> shape) => $"[{string.Join(", ", shape)}]";
}
