using System.IO.Enumeration;
using TorchTss.Runtime;

namespace TorchTss.Imaging;

/// <summary>Turns files, folders and patterns into picture files.</summary>
public static class PictureFiles
{
    /// <summary>Every picture in the order given; folders and patterns in order of name. One that is named twice comes twice.</summary>
    /// <param name="inputs">Files, folders, or patterns with * and ? in the last part.</param>
    /// <exception cref="UserException">A file or folder that is not there, or a folder or pattern without pictures.</exception>
    public static IEnumerable<string> Expand(IEnumerable<string> inputs) => inputs.SelectMany(Expand);

    private static IEnumerable<string> Expand(string input)
    {
        if (File.Exists(input)) return [input];
        if (Directory.Exists(input))
        {
            var found = Directory.EnumerateFiles(input).Where(IsPicture).Order(StringComparer.Ordinal).ToArray();
            return found.Length > 0 ? found
                : throw new UserException($"{input}: there is no picture in this folder ({string.Join(", ", ImageFile.Extensions)}); "
                    + "give a folder that has some, or files");
        }
        if (input.AsSpan().IndexOfAny('*', '?') >= 0)
        {
            var folder = Path.GetDirectoryName(input) is { Length: > 0 } d ? d : ".";
            var pattern = Path.GetFileName(input);
            var found = !Directory.Exists(folder) ? []
                : Directory.EnumerateFiles(folder)
                    .Where(f => FileSystemName.MatchesSimpleExpression(pattern, Path.GetFileName(f)) && IsPicture(f))
                    .Order(StringComparer.Ordinal)
                    .ToArray();
            return found.Length > 0 ? found
                : throw new UserException($"{input}: no picture matches this pattern; check the spelling, and use * and ? in the last part only");
        }
        throw new UserException($"{input}: no such file or folder; check the spelling");
    }

    private static bool IsPicture(string file) => ImageFile.Extensions.Contains(Path.GetExtension(file).ToLowerInvariant());
}
