using TorchTss.Runtime;

namespace TorchTss.Verification;

/// <summary>Finds the parity cases below a path.</summary>
internal static class FixtureFolders
{
    /// <summary>Folders with a <c>case.json</c>, and <c>schedules.json</c> files, in order of name.</summary>
    /// <exception cref="UserException">A path that does not exist or holds no case.</exception>
    public static IReadOnlyList<string> Find(string path)
    {
        if (File.Exists(path) && Path.GetFileName(path) is "case.json") return [Path.GetDirectoryName(Path.GetFullPath(path))!];
        if (File.Exists(path) && Path.GetFileName(path) is "schedules.json") return [Path.GetFullPath(path)];
        if (!Directory.Exists(path))
        {
            throw new UserException($"{path}: no such folder of parity cases; give a folder that has case.json files in or below it");
        }
        var all = new EnumerationOptions { RecurseSubdirectories = true };
        var found = Directory.EnumerateFiles(Path.GetFullPath(path), "case.json", all).Select(f => Path.GetDirectoryName(f)!)
            .Concat(Directory.EnumerateFiles(Path.GetFullPath(path), "schedules.json", all)).Order(StringComparer.Ordinal).ToArray();
        return found.Length > 0 ? found
            : throw new UserException($"{path}: there is no case.json in or below this folder; give a folder of parity cases");
    }
}
