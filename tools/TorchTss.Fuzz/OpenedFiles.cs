using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace TorchTss.Fuzz;

/// <summary>Linux's inotify: which files of some folders are opened, by this process or any other.</summary>
internal sealed partial class OpenedFiles : IDisposable
{
    private const int NonBlocking = 0x800, CloseOnExec = 0x80000, Header = 16;
    private const uint Open = 0x20;

    private readonly int _descriptor;
    private readonly byte[] _buffer = new byte[64 * 1024];

    private OpenedFiles(int descriptor) => _descriptor = descriptor;

    /// <summary>Watches folders; null where the system cannot.</summary>
    public static OpenedFiles? In(params IEnumerable<string> folders)
    {
        if (!OperatingSystem.IsLinux()) return null;
        var descriptor = Begin(NonBlocking | CloseOnExec);
        if (descriptor < 0) return null;
        var opened = new OpenedFiles(descriptor);
        if (folders.All(f => Watch(descriptor, f, Open) >= 0)) return opened;
        opened.Dispose();
        return null;
    }

    /// <summary>The names of what was opened since the last call; a folder itself is the empty name.</summary>
    public IReadOnlyList<string> Next()
    {
        var names = new List<string>();
        for (nint length; (length = Read(_descriptor, _buffer, (nuint)_buffer.Length)) > 0;)
        {
            // 4 watch, 4 mask, 4 cookie, 4 length of the name, the name filled up with zeros
            for (var at = 0; at < length;)
            {
                var size = BinaryPrimitives.ReadInt32LittleEndian(_buffer.AsSpan(at + 12));
                names.Add(Encoding.UTF8.GetString(_buffer.AsSpan(at + Header, size)).TrimEnd('\0'));
                at += Header + size;
            }
        }
        return names;
    }

    /// <inheritdoc/>
    public void Dispose() => _ = Close(_descriptor);

    [LibraryImport("libc", EntryPoint = "inotify_init1")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Begin(int flags);

    [LibraryImport("libc", EntryPoint = "inotify_add_watch", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Watch(int descriptor, string folder, uint mask);

    [LibraryImport("libc", EntryPoint = "read")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Read(int descriptor, [Out] byte[] buffer, nuint length);

    [LibraryImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(int descriptor);
}
