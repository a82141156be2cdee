using TorchSharp;
using TorchTss.Checkpoints.Torch.Pickles;
using TorchTss.Runtime;

namespace TorchTss.Checkpoints.Torch;

/// <summary>A file of torch.save or torch.jit.save (.pt, .pth, .bin, .ckpt), opened by one private memory map without executing anything
/// of it.</summary>
/// <remarks>
/// Its pickle is read by a reader that knows some hundred names, all of them of tensors and plain data, and refuses every other by name.
/// Opening reads the directory and the pickle, never the data: a file of 7 GB opens in milliseconds. Tensors are views of the file as those of
/// <see cref="SafetensorsFile"/> are; copied are those that are not contiguous in their storage, unaligned, of a big-endian machine, empty,
/// or 8-bit floats (decoded to float32). uint16, uint32, uint64 and complex32 are accepted in a file but cannot be read as tensors. Thread safe.
/// A file that another program shortens while it is open takes the process down, as with every memory map.
/// </remarks>
public sealed class TorchFile : ICheckpoint
{
    private readonly Dictionary<string, TorchView> _views = new(StringComparer.Ordinal);
    private readonly FileMapping _mapping;
    private readonly TorchViewReader _reader;

    private TorchFile(string path, FileMapping mapping, long length, TorchContent content, TorchFileOptions options)
    {
        (Path, _mapping, Container) = (path, mapping, content.Container);
        _reader = new TorchViewReader(mapping, length, content.IsBigEndian, path);
        var state = content.Container == TorchContainer.TorchScript
            ? ScriptState.Of(content.Root, options, path)
            : StateDict.Of(content.Root, options, path);
        (Wrapper, Prefix, Beside, Skipped) = (state.Wrapper, state.Prefix, state.Beside, state.Skipped);
        foreach (var (name, view) in state.Tensors)
        {
            if (!_views.TryAdd(name, view)) throw TorchFault.Malformed(path, $"two tensors are called {PickleText.Quoted(name)}");
        }
        Entries = [.. state.Tensors.OrderBy(t => t.View.Storage.Order).ThenBy(t => t.View.Offset)
            .Select(t => new CheckpointEntry(t.Name, t.View.Dtype.Readable, t.View.Shape) { Stored = Spelt(t.View.Dtype) })];
    }

    /// <inheritdoc/>
    public string Path { get; }

    /// <summary>How the file is built.</summary>
    public TorchContainer Container { get; }

    /// <summary>The item of the root that the tensors are in: <c>state_dict</c>; null: they are the root, or a TorchScript module.</summary>
    public string? Wrapper { get; }

    /// <summary>What all names of the file begin with and was taken away: <c>module.</c>; else empty.</summary>
    public string Prefix { get; }

    /// <summary>What stands at the root beside the wrapper: <c>epoch</c>, <c>global_step</c>, <c>optimizer_states</c>.</summary>
    public IReadOnlyList<TorchRootItem> Beside { get; }

    /// <summary>What stands among the tensors and is none.</summary>
    public IReadOnlyList<TorchRootItem> Skipped { get; }

    /// <inheritdoc/>
    public IReadOnlyList<CheckpointEntry> Entries { get; }

    /// <inheritdoc/>
    string ICheckpoint.Container => Container switch
    {
        TorchContainer.Zip => "PyTorch file (zip archive)",
        TorchContainer.TorchScript => "TorchScript archive",
        _ => "PyTorch file (before 1.6)",
    };

    /// <inheritdoc/>
    IReadOnlyList<string> ICheckpoint.Remarks => [$"its tensors are in {Summary}; nothing of its pickle is executed"];

    /// <summary>Where the tensors were found and what else is there:
    /// <c>state_dict beside epoch=12, global_step=840000, optimizer_states (list of 1)</c>.</summary>
    public string Summary
    {
        get
        {
            var place = Container == TorchContainer.TorchScript ? "a TorchScript module" : Wrapper ?? "the root";
            var prefix = Prefix.Length > 0 ? $" without '{Prefix}'" : "";
            var skipped = Skipped.Count > 0 ? $", in it {NameList.Of([.. Skipped.Select(i => i.ToString())])}" : "";
            var beside = Beside.Count > 0 ? $" beside {NameList.Of([.. Beside.Select(i => i.ToString())])}" : "";
            return $"{place}{prefix}{skipped}{beside}";
        }
    }

    /// <summary>Opens a file and checks everything but the data of its tensors, none of which is read.</summary>
    /// <param name="path">The file; its kind is told by its content, not by its name.</param>
    /// <param name="options">Which wrapper, and what else may be in it.</param>
    /// <exception cref="UserException">A file that is missing, unreadable, malformed, cut short or of another kind, or that mentions a name outside
    /// the table; says which.</exception>
    /// <exception cref="UsageException">A wrapper that the file does not have.</exception>
    public static TorchFile Open(string path, TorchFileOptions? options = null) => CheckpointAccess.Open(path, "PyTorch file", (handle, length) =>
    {
        var start = CheckpointAccess.Start(handle);
        var kind = TorchFileKinds.Of(start);
        if (kind is not (TorchFileKind.Zip or TorchFileKind.Pickle)) throw TorchFileKinds.Refused(kind, start, length, path);
        var mapping = new FileMapping(handle, length);
        try
        {
            options ??= new TorchFileOptions();
            return new TorchFile(path, mapping, length, TorchContent.Of(mapping, length, path, options, kind), options);
        }
        catch
        {
            mapping.Dispose();
            throw;
        }
    });

    /// <inheritdoc/>
    public torch.Tensor Tensor(string name) => _reader.Read(name, Find(name));

    /// <inheritdoc/>
    public void Release(string name) => _reader.Release(Find(name));

    /// <summary>Closes the file; tensors taken from it stay valid.</summary>
    public void Dispose() => _mapping.Dispose();

    // As safetensors spells it, else as PyTorch does.
    private static string Spelt(TorchDtype dtype) =>
        (dtype.Float8 ?? (dtype.Scalar is { } scalar ? SafetensorsDtypes.FromTorch(scalar) : null))?.ToString() ?? dtype.Name;

    private TorchView Find(string name) => _views.TryGetValue(name, out var view) ? view
        : throw new UserException($"{Path}: there is no tensor '{name}' among its {_views.Count}; is this the file of another model?");
}
