using TorchTss.Runtime;

namespace TorchTss.Imaging;

/// <summary>A whole file in memory, with failures in the user's words.</summary>
internal static class FileBytes
{
    /// <summary>All bytes, at least one.</summary>
    /// <exception cref="UserException">A file that is missing, a folder, empty, too large or unreadable.</exception>
    public static byte[] Read(string path)
    {
        if (Directory.Exists(path)) throw new UserException($"{path}: is a folder, and a picture is expected; name a file in it");
        try
        {
            var bytes = File.ReadAllBytes(path);
            return bytes.Length > 0 ? bytes : throw new UserException($"{path}: the file is empty (0 bytes); copy or download it again");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UserException($"{path}: there is no such file; check its name and folder", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new UserException($"{path}: reading it is not permitted; change its permissions or read a copy", e);
        }
        catch (IOException e)
        {
            throw new UserException($"{path}: reading it failed ({SystemReason.Of(e)}); check the disk or read a copy", e);
        }
    }
}
