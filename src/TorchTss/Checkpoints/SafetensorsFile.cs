using TorchSharp;
using TorchTss.Runtime;

namespace TorchTss.Checkpoints;

/// <summary>A safetensors file, opened by one private memory map: its tensors are views of the file and cost no memory of their own.</summary>
/// <remarks>
/// The map lives as long as any tensor of it, also after <see cref="Dispose"/>. Writing into a tensor never changes the file. A tensor is copied,
/// not viewed, where its address is not a multiple of its element size (files with an unaligned header), where it is empty, and where it is an 8-bit
/// float (decoded to float32). F4, F6, U16, U32 and U64 are accepted in a file but cannot be read as tensors. Thread safe. A file that another
/// program shortens while it is open takes the process down, as with every memory map.
/// </remarks>
public sealed class SafetensorsFile : ICheckpoint
{
    private readonly Dictionary<string, SafetensorsEntry> _index;
    private readonly FileMapping _mapping;
    private readonly long _dataStart;

    private SafetensorsFile(string path, FileMapping mapping, long dataStart, SafetensorsHeader header, IReadOnlyList<SafetensorsEntry> entries)
    {
        (Path, _mapping, _dataStart, Metadata) = (path, mapping, dataStart, header.Metadata);
        _index = entries.ToDictionary(e => e.Name, StringComparer.Ordinal);
        Names = [.. entries.Select(e => e.Name)];
        Entries = [.. entries.Select(e => new CheckpointEntry(e.Name, e.Dtype.Readable(), e.Shape) { Stored = e.Dtype.ToString() })];
    }

    /// <inheritdoc/>
    public string Path { get; }

    /// <inheritdoc/>
    public string Container => "safetensors";

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
    public static SafetensorsFile Open(string path) => CheckpointAccess.Open(path, "safetensors file", (handle, length) =>
    {
        var headerLength = SafetensorsPrefix.HeaderLength(handle, length, path);
        var mapping = new FileMapping(handle, length);
        try
        {
            var header = mapping.Read(8, (int)headerLength, path, static (json, path) => SafetensorsHeader.Parse(json, path));
            return new SafetensorsFile(path, mapping, 8 + headerLength, header,
                SafetensorsLayout.Check(header.Entries, 8 + headerLength, length, path));
        }
        catch
        {
            mapping.Dispose();
            throw;
        }
    });

    /// <inheritdoc/>
    public torch.Tensor Tensor(string name)
    {
        var entry = Find(name);
        var dtype = entry.Dtype.Readable()
            ?? throw new UserException($"{Path}: tensor '{name}' is {entry.Dtype}, which libtorch cannot hold; convert it to F32, F16 or BF16");
        var start = _dataStart + entry.Offset;
        // The map begins on a page, so an offset is aligned exactly where the address is.
        var viewable = entry.Length > 0 && !entry.Dtype.IsFloat8() && start % (entry.Dtype.Bits() / 8) == 0;
        return viewable ? _mapping.View(start, entry.Shape.AsSpan(), dtype) : TensorCopy.Of(entry, _mapping, start, Path);
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

    private SafetensorsEntry Find(string name) => _index.TryGetValue(name, out var entry) ? entry
        : throw new UserException($"{Path}: there is no tensor '{name}' among its {Names.Count}; is this the file of another model?");
}
