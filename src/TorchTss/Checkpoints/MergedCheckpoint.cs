using TorchSharp;
using TorchTss.Runtime;

namespace TorchTss.Checkpoints;

/// <summary>Several checkpoints as one; their names must differ.</summary>
internal sealed class MergedCheckpoint : ICheckpoint
{
    private readonly IReadOnlyList<ICheckpoint> _parts;
    private readonly Dictionary<string, ICheckpoint> _byName = new(StringComparer.Ordinal);

    /// <summary>Takes over the parts.</summary>
    /// <exception cref="UserException">A name that two of them have.</exception>
    public MergedCheckpoint(string path, IReadOnlyList<ICheckpoint> parts)
    {
        (Path, _parts) = (path, parts);
        foreach (var part in parts)
        {
            foreach (var entry in part.Entries)
            {
                if (!_byName.TryAdd(entry.Name, part))
                {
                    throw new UserException($"{part.Path}: '{entry.Name}' is in {_byName[entry.Name].Path} too; leave one of the files out");
                }
            }
        }
        Entries = [.. parts.SelectMany(p => p.Entries)];
    }

    /// <inheritdoc/>
    public string Path { get; }

    /// <inheritdoc/>
    public string Container => _parts[0].Container;

    /// <inheritdoc/>
    public IReadOnlyList<string> Files => [.. _parts.SelectMany(p => p.Files).Distinct()];

    /// <summary>Of the first part that has any.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _parts.Select(p => p.Metadata).FirstOrDefault(m => m.Count > 0) ?? _parts[0].Metadata;

    /// <inheritdoc/>
    public IReadOnlyList<CheckpointEntry> Entries { get; }

    /// <inheritdoc/>
    public torch.Tensor Tensor(string name) => Part(name).Tensor(name);

    /// <inheritdoc/>
    public void Release(string name) => Part(name).Release(name);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var part in _parts) part.Dispose();
    }

    private ICheckpoint Part(string name) => _byName.TryGetValue(name, out var part) ? part
        : throw new UserException($"{Path}: there is no tensor '{name}' among its {Entries.Count}; is this the file of another model?");
}
