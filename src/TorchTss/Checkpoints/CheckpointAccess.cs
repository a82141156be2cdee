using Microsoft.Win32.SafeHandles;
using TorchTss.Runtime;

namespace TorchTss.Checkpoints;

/// <summary>Opening a file, with the system's refusals as sentences.</summary>
internal static class CheckpointAccess
{
    /// <summary>Opens a file for the time of a call.</summary>
    /// <param name="path">The file.</param>
    /// <param name="kind">What is expected, for the error of a folder: "safetensors file".</param>
    /// <param name="use">Gets the handle and the length.</param>
    /// <exception cref="UserException">Missing, a folder, or unreadable.</exception>
    public static T Open<T>(string path, string kind, Func<SafeFileHandle, long, T> use)
    {
        try
        {
            using var handle = File.OpenHandle(path);
            return use(handle, RandomAccess.GetLength(handle));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UserException($"{path}: there is no such file; check the path", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var what = Directory.Exists(path) ? $"is a folder; give the {kind} inside it" : $"cannot be read ({e.Message})";
            throw new UserException($"{path}: {what}", e);
        }
    }

    /// <summary>The bytes that a file begins with, as many as tell its kind.</summary>
    public static byte[] Start(SafeFileHandle handle)
    {
        var start = new byte[ForeignFile.Looks];
        return start[..RandomAccess.Read(handle, start, 0)];
    }
}
