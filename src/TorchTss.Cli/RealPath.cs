namespace TorchTss.Cli;

/// <summary>Where a path really leads: every link on the way is followed, whether the file itself exists or not.</summary>
internal static class RealPath
{
    private const int MostLinks = 40;

    /// <summary>The absolute path without links.</summary>
    public static string Of(string path) => Of(Path.GetFullPath(path), MostLinks);

    private static string Of(string full, int linksLeft)
    {
        var current = Path.GetPathRoot(full)!;
        foreach (var part in full[current.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            current = Path.Combine(current, part);
            if (Link(current) is { } target && linksLeft > 0) current = Of(Path.GetFullPath(target, Path.GetDirectoryName(current)!), linksLeft - 1);
        }
        return current;
    }

    private static string? Link(string path) => new FileInfo(path).LinkTarget;
}
