using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using TorchSharp;
using TorchTss.Runtime;

namespace TorchTss.Checkpoints;

/// <summary>A safetensors file, opened by one private memory map: its tensors are views of the file and cost no memory of their own.</summary>
/// <remarks>
/// The map lives as long as any tensor of it, also after <see cref="Dispose"/>. Writing into a tensor never changes the file. A tensor is copied, not viewed,
/// where its address is not a multiple of its element size (files with an unaligned header), where it is empty, and where it is an 8-bit float (decoded to
/// float32). F4, F6, U16, U32 and U64 are accepted in a file but cannot be read as tensors. Thread safe. A file that another program shortens while it is
/// open takes the process down, as with every memory map.
/// </remarks>
public sealed class SafetensorsFile : ICheckpoint
{
    private readonly FrozenDictionary<string, SafetensorsEntry> _index;
    private readonly FileMapping _mapping;
    private readonly long _dataStart;

    private SafetensorsFile(string path, FileMapping mapping, long dataStart, SafetensorsHeader header, IReadOnlyList<SafetensorsEntry> entries)
    {
        (Path, _mapping, _dataStart, Metadata) = (path, mapping, dataStart, header.Metadata);
        _index = entries.ToFrozenDictionary(e => e.Name, StringComparer.Ordinal);
        Names = [.. entries.Select(e => e.Name)];
        Entries = [.. entries.Select(e => new CheckpointEntry(e.Name, e.Dtype.Readable(), e.Shape))];
    }

    /// <inheritdoc/>
    public string Path { get; }

    /// <summary>Every tensor's record in the header, by name.</summary>
    public IReadOnlyDictionary<string, SafetensorsEntry> Index => _index;

    /// <summary>The names, in the order of their data.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The strings of <c>__metadata__</c>; empty where there are none.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <inheritdoc/>
    public IReadOnlyList<CheckpointEntry> Entries { get; }

    /// <summary>Opens a file and checks its whole header; reads no tensor.</summary>
    /// <exception cref="UserException">A file that is missing, unreadable, malformed, cut short or of another kind; says which.</exception>
    public static SafetensorsFile Open(string path)
    {
        try
        {
            using var handle = File.OpenHandle(path);
            var length = RandomAccess.GetLength(handle);
            var headerLength = HeaderLength(handle, length, path);
            var mapping = new FileMapping(handle, length);
            try
            {
                var header = mapping.Read(8, (int)headerLength, path, static (json, path) => SafetensorsHeader.Parse(json, path));
                return new SafetensorsFile(path, mapping, 8 + headerLength, header, SafetensorsLayout.Check(header.Entries, 8 + headerLength, length, path));
            }
            catch
            {
                mapping.Dispose();
                throw;
            }
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UserException($"{path}: there is no such file; check the path", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserException(Directory.Exists(path) ? $"{path}: is a folder; give the safetensors file inside it" : $"{path}: cannot be read ({e.Message})", e);
        }
    }

    /// <inheritdoc/>
    public torch.Tensor Tensor(string name)
    {
        var entry = Find(name);
        var dtype = entry.Dtype.Readable()
            ?? throw new UserException($"{Path}: tensor '{name}' is {entry.Dtype}, which libtorch cannot hold; convert it to F32, F16 or BF16");
        var start = _dataStart + entry.Offset;
        if (entry.Dtype.IsFloat8() || entry.Length == 0) return Decode(entry, start, dtype);
        // The map begins on a page, so an offset is aligned exactly where the address is.
        return start % (entry.Dtype.Bits() / 8) == 0 ? _mapping.View(start, entry.Shape.AsSpan(), dtype) : Copy(entry, start, dtype);
    }

    /// <inheritdoc/>
    public void Release(string name)
    {
        var entry = Find(name);
        _mapping.Release(_dataStart + entry.Offset, entry.Length);
    }

    /// <summary>Lends the data of a tensor of at most 2 GB, as the file has it, for the time of a call.</summary>
    internal T Read<TState, T>(string name, TState state, Func<ReadOnlySpan<byte>, TState, T> use) where TState : allows ref struct
    {
        var entry = Find(name);
        return _mapping.Read(_dataStart + entry.Offset, checked((int)entry.Length), state, use);
    }

    /// <summary>Closes the file; tensors taken from it stay valid.</summary>
    public void Dispose() => _mapping.Dispose();

    /// <summary>N, the first 8 bytes; nothing of that size is allocated or mapped before the file is known to be longer.</summary>
    private static long HeaderLength(SafeFileHandle handle, long length, string path)
    {
        Span<byte> start = stackalloc byte[(int)Math.Min(length, ForeignFile.Looks)];
        var read = RandomAccess.Read(handle, start, 0);
        if (read < 8) throw ForeignFile.Recognise(start[..read], length, path) ?? SafetensorsFault.Truncated(path, 10, length);
        var header = BinaryPrimitives.ReadUInt64LittleEndian(start);
        if (header > SafetensorsHeader.MaximumLength)
        {
            throw ForeignFile.Recognise(start[..read], length, path)
                ?? SafetensorsFault.Malformed(path, $"its header would be {header} bytes long, {SafetensorsHeader.MaximumLength} are allowed");
        }
        if ((long)header > length - 8)
        {
            var cut = read > 8 && start[8] == '{';
            throw (cut ? null : ForeignFile.Recognise(start[..read], length, path)) ?? SafetensorsFault.Truncated(path, 8 + (long)header, length);
        }
        return header > 0 ? (long)header : throw SafetensorsFault.Malformed(path, "the header is empty");
    }

    private SafetensorsEntry Find(string name) => _index.TryGetValue(name, out var entry) ? entry
        : throw new UserException($"{Path}: there is no tensor '{name}' among its {Names.Count}; is this the file of another model?");

    private torch.Tensor Copy(SafetensorsEntry entry, long start, torch.ScalarType dtype)
    {
        var tensor = Empty(entry, dtype);
        ForChunks(entry.Length, (at, length) => _mapping.Read(start + at, length, NativeTensor.Slice(tensor, at, length), static (bytes, to) =>
        {
            bytes.CopyTo(to);
            return bytes.Length;
        }));
        return tensor;
    }

    private torch.Tensor Decode(SafetensorsEntry entry, long start, torch.ScalarType dtype)
    {
        var tensor = Empty(entry, dtype);
        if (entry.Length == 0) return tensor;
        var table = Float8.Table(entry.Dtype);
        ForChunks(entry.Length, (at, length) => _mapping.Read(start + at, length, NativeTensor.Slice(tensor, at * sizeof(float), length * sizeof(float)), (bytes, to) =>
        {
            var values = MemoryMarshal.Cast<byte, float>(to);
            for (var i = 0; i < bytes.Length; i++) values[i] = table[bytes[i]];
            return bytes.Length;
        }));
        return tensor;
    }

    private torch.Tensor Empty(SafetensorsEntry entry, torch.ScalarType dtype)
    {
        // Even an empty tensor has strides, and libtorch wants them below 2^63.
        if (entry.Shape.Aggregate(Int128.One, (product, size) => product < long.MaxValue ? product * Math.Max(size, 1) : product) >= long.MaxValue)
        {
            throw new UserException($"{Path}: tensor '{entry.Name}' is empty, but its shape {NameList.Shape(entry.Shape)} is larger than libtorch can hold; leave it out");
        }
        return torch.empty(entry.Shape.AsSpan(), dtype);
    }

    private static void ForChunks(long length, Func<long, int, int> work)
    {
        for (var at = 0L; at < length;) at += work(at, (int)Math.Min(1 << 24, length - at));
    }
}
