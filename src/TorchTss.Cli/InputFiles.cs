using TorchTss.Imaging;
using TorchTss.Runtime;

namespace TorchTss.Cli;

/// <summary>Turns files, folders and globs into pictures with an output each.</summary>
internal static class InputFiles
{
    /// <summary>The default output folder, below the current one.</summary>
    public const string DefaultFolder = "tss-out";

    // Names that mean a picture file even where we do not write that format.
    private static readonly string[] _pictureExtensions = [.. ImageFile.Extensions, ".tif", ".tiff", ".avif", ".heic", ".jxl", ".jp2", ".ppm"];

    /// <summary>Every picture once, in the order given; folders in order of name.</summary>
    /// <param name="inputs">Files, folders or patterns with * and ?.</param>
    /// <param name="output">A folder, or for one picture a file with a picture's extension; null: <see cref="DefaultFolder"/>.</param>
    /// <exception cref="UserException">A file or folder that is not there, or a folder or pattern without pictures.</exception>
    /// <exception cref="UsageException">One output file for several pictures, or an output that is an input.</exception>
    public static IReadOnlyList<InputPicture> Plan(IReadOnlyList<string> inputs, string? output)
    {
        var files = PictureFiles.Expand(inputs).DistinctBy(RealPath.Of, OutputNames.Comparer).ToArray();
        if (output is { Length: 0 }) throw new UsageException("--output: the name is empty; give a folder or a file name");
        var toFile = output is not null && NamesFile(output);
        if (toFile && files.Length > 1) throw new UsageException($"--output {output}: one file for {files.Length} pictures; give a folder");
        var outputs = toFile ? [output!] : OutputNames.For(files, output ?? DefaultFolder);
        var pictures = files.Zip(outputs, (file, result) => new InputPicture(file, result)).ToArray();
        var sources = files.Select(RealPath.Of).ToHashSet(OutputNames.Comparer);
        foreach (var picture in pictures.Where(p => sources.Contains(RealPath.Of(p.Output))))
        {
            throw new UsageException($"--output {picture.Output}: this is an input, and inputs are never overwritten; give another folder or name");
        }
        return pictures;
    }

    /// <summary>Whether an output is a file: by its extension, unless there is a folder of that name.</summary>
    private static bool NamesFile(string output)
    {
        var extension = Path.GetExtension(output).ToLowerInvariant();
        if (Directory.Exists(output) || !_pictureExtensions.Contains(extension)) return false;
        return ImageFile.WritableExtensions.Contains(extension) ? true
            : throw new UsageException(
                $"--output {output}: results are written as {string.Join(", ", ImageFile.WritableExtensions)}; "
                + "give a name with one of these, or a folder");
    }
}
