namespace TorchTss.Runtime;

/// <summary>A file that appears complete or not at all.</summary>
internal static class AtomicFile
{
    /// <summary>Writes a file beside its place and renames it; an existing file is replaced at that moment.</summary>
    /// <param name="path">The file; its folder exists.</param>
    /// <param name="content">Writes everything; what it throws removes what was written.</param>
    /// <exception cref="UserException">A folder that does not exist or may not be written, a full disk.</exception>
    public static void Write(string path, Action<Stream> content) =>
        Write(path, content, temporary => new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None));

    /// <summary>Whether a file could be there at all: for those who would compute for long before they write.</summary>
    /// <returns>The folder.</returns>
    /// <exception cref="UserException">The path is a folder, or its folder does not exist.</exception>
    public static string CheckPlace(string path)
    {
        if (Directory.Exists(path)) throw new UserException($"{path}: is a folder, and a file is to be written; name a file in it");
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        return Directory.Exists(folder) ? folder : throw new UserException($"{path}: the folder {folder} does not exist; create it or name another");
    }

    /// <summary>The same with the opening of the temporary file given.</summary>
    internal static void Write(string path, Action<Stream> content, Func<string, Stream> open)
    {
        var folder = CheckPlace(path);
        var temporary = Path.Combine(folder, $".tss-{Guid.NewGuid():N}.tmp");
        try
        {
            using (var stream = open(temporary))
            {
                content(stream);
                stream.Flush();
            }
            File.Move(temporary, path, overwrite: true);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new UserException($"{path}: writing it is not permitted; change the permissions of {folder} or name another folder", e);
        }
        catch (IOException e)
        {
            throw new UserException($"{path}: writing it failed ({SystemReason.Of(e)}), nothing was kept; make room or name another folder", e);
        }
        finally
        {
            Remove(temporary);
        }
    }

    // After the rename there is nothing to remove, and a folder that cannot be changed any more is already being reported.
    private static void Remove(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }
}
