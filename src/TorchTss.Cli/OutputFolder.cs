using TorchTss.Runtime;

namespace TorchTss.Cli;

/// <summary>A folder that results can be written to.</summary>
internal static class OutputFolder
{
    /// <summary>Makes the folder and tries it, so that an unwritable one is told before anything is computed.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="option">What the user gave it with, for errors.</param>
    /// <exception cref="UserException">It cannot be made or written to.</exception>
    public static void Prepare(string folder, string option = "--output")
    {
        if (File.Exists(folder)) throw new UserException($"{folder}: is a file, not a folder; choose another place with {option}");
        try
        {
            Directory.CreateDirectory(folder);
            using var probe = new FileStream(
                Path.Combine(folder, $".tss-{Guid.NewGuid():N}"),
                new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.DeleteOnClose });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserException($"{folder}: cannot write into this folder ({SystemReason.Of(e)}); choose another with {option}", e);
        }
    }
}
