using System.IO.MemoryMappedFiles;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using TorchSharp;

namespace TorchTss.Checkpoints;

/// <summary>One private map of a whole file, and tensors that look into it; unmapped when its owner and the last of those tensors are gone.</summary>
/// <remarks>Copy on write: writing into a tensor changes this process's pages, never the file. Thread safe.</remarks>
internal sealed unsafe partial class FileMapping : IDisposable
{
    private const int ReadWrite = 1 | 2, Private = 2, DontNeed = 4;

    private static readonly Lock _gate = new();
    private static readonly List<FileMapping> _live = [];

    private readonly nint _start;
    private readonly long _length;
    private readonly MemoryMappedFile? _file;               // not on Linux
    private readonly MemoryMappedViewAccessor? _view;
    private int _holders = 1;
    private bool _closed;

    /// <summary>Maps a file that is not empty.</summary>
    /// <exception cref="IOException">The system refuses.</exception>
    public FileMapping(SafeFileHandle handle, long length)
    {
        _length = length;
        if (OperatingSystem.IsLinux())
        {
            _start = Map(0, (nuint)length, ReadWrite, Private, handle, 0);
            if (_start == -1) throw new IOException(Marshal.GetLastPInvokeErrorMessage());
        }
        else
        {
            _file = MemoryMappedFile.CreateFromFile(handle, null, 0, MemoryMappedFileAccess.CopyOnWrite, HandleInheritability.None, leaveOpen: true);
            _view = _file.CreateViewAccessor(0, length, MemoryMappedFileAccess.CopyOnWrite);
            byte* pointer = null;
            _view.SafeMemoryMappedViewHandle.AcquirePointer(ref pointer);
            _start = (nint)pointer + (nint)_view.PointerOffset;
        }
        lock (_gate) _live.Add(this);
    }

    /// <summary>A tensor over the file's bytes from <paramref name="offset"/> on; not for empty tensors, whose address may lie outside.</summary>
    public torch.Tensor View(long offset, ReadOnlySpan<long> shape, torch.ScalarType dtype)
    {
        Hold();
        return NativeTensor.Over(_start + (nint)offset, &Drop, shape, dtype);
    }

    /// <summary>Lends bytes of the file for the time of a call.</summary>
    public T Read<TState, T>(long offset, int length, TState state, Func<ReadOnlySpan<byte>, TState, T> use) where TState : allows ref struct
    {
        Hold();
        try
        {
            return use(new ReadOnlySpan<byte>((byte*)_start + offset, length), state);
        }
        finally
        {
            LetGo();
        }
    }

    /// <summary>Gives back the memory of the pages that lie wholly inside a range; they are read again when touched.
    /// Does nothing except on Linux.</summary>
    public void Release(long offset, long length)
    {
        if (!OperatingSystem.IsLinux()) return;
        var page = Environment.SystemPageSize;
        var (first, end) = ((offset + page - 1) / page * page, (offset + length) / page * page);
        if (end <= first) return;
        Hold();
        _ = Advise(_start + (nint)first, (nuint)(end - first), DontNeed);
        LetGo();
    }

    /// <summary>Ends the owner's share; tensors keep theirs.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_closed) return;
            _closed = true;
        }
        LetGo();
    }

    private void Hold()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            _holders++;
        }
    }

    private void LetGo()
    {
        lock (_gate)
        {
            if (--_holders > 0) return;
            _live.Remove(this);
        }
        // Nothing else can be mapped to this address before it is unmapped, so the list stays unambiguous.
        if (_view is null)
        {
            _ = Unmap(_start, (nuint)_length);
            return;
        }
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file!.Dispose();
    }

    // torch only hands back the address. Two tensors may share one, so it is looked up by range, not by itself.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Drop(nint data)
    {
        FileMapping? mapping;
        lock (_gate) mapping = _live.Find(m => data >= m._start && data - m._start < m._length);
        mapping?.LetGo();
    }

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Map(nint address, nuint length, int protection, int flags, SafeFileHandle descriptor, long offset);

    [LibraryImport("libc", EntryPoint = "munmap")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Unmap(nint address, nuint length);

    [LibraryImport("libc", EntryPoint = "madvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Advise(nint address, nuint length, int advice);
}
