using TorchTss.Runtime;

namespace TorchTss.Cli;

/// <summary>Writes ready PNG bytes whole or not at all.</summary>
internal static class PictureFile
{
    /// <exception cref="UserException">The file cannot be written.</exception>
    public static void Write(string file, byte[] png)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        OutputFolder.Prepare(folder);
        var temporary = Path.Combine(folder, $".{Path.GetFileName(file)}.{Guid.NewGuid():N}.tmp");
        try
        {
            File.WriteAllBytes(temporary, png);
            File.Move(temporary, file, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            File.Delete(temporary);
            throw new UserException($"{file}: cannot be written ({e.Message.TrimEnd('.')}); choose another place", e);
        }
    }
}
