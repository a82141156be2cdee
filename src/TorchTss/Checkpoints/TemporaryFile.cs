using Microsoft.Win32.SafeHandles;
using TorchTss.Runtime;
using static System.FormattableString;

namespace TorchTss.Checkpoints;

/// <summary>A file that appears under its name whole or not at all: written beside it, then renamed.</summary>
internal sealed class TemporaryFile : IDisposable
{
    private const int PosixNoSpace = 28, PosixQuota = 122;
    private const int WindowsDiskFull = unchecked((int)0x80070070), WindowsHandleDiskFull = unchecked((int)0x80070027);

    private readonly string _path, _temporary;
    private readonly SafeFileHandle _handle;
    private readonly long _size;
    private bool _committed;

    /// <summary>Creates the temporary file.</summary>
    /// <exception cref="UserException">An unwritable folder, or a disk with less free space than <paramref name="size"/> bytes.</exception>
    public TemporaryFile(string path, long size)
    {
        (_path, _size) = (path, size);
        var full = Path.GetFullPath(path);
        var folder = Path.GetDirectoryName(full) ?? full;
        if (!Directory.Exists(folder)) throw new UserException($"{path}: there is no folder {folder}; make it first");
        if (Directory.Exists(full)) throw new UserException($"{path}: is a folder; give a file name");
        if (FreeBytes(folder) is { } free && free < size) throw Full(path, size, new IOException($"{free} bytes are free"));
        _temporary = Path.Combine(folder, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}.tmp");
        _handle = Guard(() => File.OpenHandle(_temporary, FileMode.CreateNew, FileAccess.Write));
    }

    /// <summary>Writes bytes at a position.</summary>
    public void Write(long position, ReadOnlySpan<byte> bytes)
    {
        try
        {
            RandomAccess.Write(_handle, bytes, position);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Mend(e);
        }
    }

    /// <summary>Flushes to the disk and renames; what was there before is replaced.</summary>
    public void Commit() => Guard(() =>
    {
        RandomAccess.FlushToDisk(_handle);
        _handle.Dispose();
        File.Move(_temporary, _path, overwrite: true);
        return _committed = true;
    });

    /// <summary>Removes what is not committed, as far as that can be done: an error on its way must not be replaced by another.</summary>
    public void Dispose()
    {
        _handle.Dispose();
        if (_committed) return;
        try
        {
            File.Delete(_temporary);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }

    /// <summary>The sentence for an error of the system.</summary>
    internal UserException Mend(Exception e) =>
        IsFull(e) ? Full(_path, _size, e) : new UserException($"{_path}: cannot be written ({e.Message})", e);

    /// <summary>Whether an error of the system says that a disk or a quota is full.</summary>
    internal static bool IsFull(Exception e) => e.HResult is PosixNoSpace or PosixQuota or WindowsDiskFull or WindowsHandleDiskFull;

    /// <summary>The sentence for a full disk.</summary>
    internal static UserException Full(string path, long size, Exception e) =>
        new(Invariant($"{path}: {size} bytes do not fit on its disk; free some space or choose another folder"), e);

    private T Guard<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Mend(e);
        }
    }

    private static long? FreeBytes(string folder)
    {
        try
        {
            return new DriveInfo(folder).AvailableFreeSpace;
        }
        catch (Exception e) when (e is IOException or ArgumentException or UnauthorizedAccessException)
        {
            return null;        // a network share on Windows has no drive letter
        }
    }
}
