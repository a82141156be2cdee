using TorchTss.Imaging;
using TorchTss.Runtime;

namespace TorchTss.Experiments;

/// <summary>Pictures with their originals, paired by name.</summary>
public static class ExperimentInputs
{
    /// <summary>Every picture with the original of the same name, whatever the extensions.</summary>
    /// <param name="pictures">Files, folders or patterns.</param>
    /// <param name="originals">A folder, or one file for one picture; null without.</param>
    /// <exception cref="UserException">A picture that is not there, or one without its original.</exception>
    public static IReadOnlyList<ExperimentInput> Pair(IEnumerable<string> pictures, string? originals)
    {
        string[] files = [.. PictureFiles.Expand(pictures)];
        if (originals is null) return [.. files.Select(f => new ExperimentInput(f, null))];
        if (File.Exists(originals))
        {
            return files is [var only] ? [new ExperimentInput(only, originals)]
                : throw new UsageException($"--reference {originals}: is one file for {files.Length} pictures; give a folder with an original for each");
        }
        var byStem = PictureFiles.Expand([originals]).ToLookup(f => Path.GetFileNameWithoutExtension(f));
        return [.. files.Select(f => new ExperimentInput(f, Original(f)))];

        string Original(string file) => byStem[Path.GetFileNameWithoutExtension(file)].ToArray() switch
        {
            [var one] => one,
            [] => throw new UserException($"{file}: {originals} has no picture called {Path.GetFileNameWithoutExtension(file)}; add its original or leave it out"),
            var several => throw new UserException($"{file}: {originals} has {several.Length} pictures of that name ({string.Join(", ", several.Select(Path.GetFileName))}); keep one"),
        };
    }
}
