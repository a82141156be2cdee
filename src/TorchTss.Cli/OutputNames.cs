using TorchTss.Runtime;

namespace TorchTss.Cli;

/// <summary>Where results go: a name per input that depends on nothing but the inputs.</summary>
internal static class OutputNames
{
    /// <summary>Two spellings of one name are one file, except on Linux.</summary>
    public static StringComparer Comparer => OperatingSystem.IsLinux() ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;

    /// <summary>NAME.png; where inputs share a NAME, all of them get FOLDER-NAME.png, or NAME.EXT.png if they share that too.</summary>
    /// <exception cref="UsageException">Inputs that cannot be told apart even so.</exception>
    public static IReadOnlyList<string> For(IReadOnlyList<string> files, string folder)
    {
        Func<string, string>[] ways =
        [
            f => Path.GetFileNameWithoutExtension(f),
            f => $"{Folder(f)}-{Path.GetFileNameWithoutExtension(f)}",
            f => Path.GetFileName(f),
            f => $"{Folder(f)}-{Path.GetFileName(f)}",
        ];
        var names = files.Select(ways[0]).ToArray();
        foreach (var way in ways.Skip(1))
        {
            foreach (var shared in Indices(names)) names[shared] = way(files[shared]);
        }
        if (Indices(names).FirstOrDefault(-1) is >= 0 and var clash)
        {
            throw new UsageException($"{files[clash]}: another input would have the same result {names[clash]}.png; restore them in two runs");
        }
        return [.. names.Select(n => Path.Combine(folder, n + ".png"))];
    }

    /// <summary>NAME_2.png.</summary>
    public static string Numbered(string file, int number) => Path.Combine(Path.GetDirectoryName(file) ?? "",
        FormattableString.Invariant($"{Path.GetFileNameWithoutExtension(file)}_{number}{Path.GetExtension(file)}"));

    private static string? Folder(string file) => Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(file)));

    private static int[] Indices(string[] names)
    {
        var counts = names.GroupBy(n => n, Comparer).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet(Comparer);
        return [.. Enumerable.Range(0, names.Length).Where(i => counts.Contains(names[i]))];
    }
}
