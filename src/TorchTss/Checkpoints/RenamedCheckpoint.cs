using TorchSharp;
using TorchTss.Runtime;

namespace TorchTss.Checkpoints;

/// <summary>A checkpoint under other names: one spelling of a network's keys, read as another.</summary>
internal sealed class RenamedCheckpoint : ICheckpoint
{
    private readonly ICheckpoint _inner;
    private readonly Dictionary<string, string> _old;

    /// <summary>Wraps a checkpoint, which is disposed with it.</summary>
    /// <param name="inner">What is read.</param>
    /// <param name="rename">The new name of an old one; the same where it keeps its name.</param>
    /// <exception cref="UserException">Two tensors would get one name.</exception>
    public RenamedCheckpoint(ICheckpoint inner, Func<string, string> rename)
    {
        (_inner, _old) = (inner, new(StringComparer.Ordinal));
        foreach (var (name, _, _) in inner.Entries)
        {
            if (!_old.TryAdd(rename(name), name))
            {
                throw new UserException($"{inner.Path}: '{_old[rename(name)]}' and '{name}' are two spellings of one tensor; leave one of them out");
            }
        }
        Entries = [.. inner.Entries.Select(e => e with { Name = rename(e.Name) })];
    }

    /// <inheritdoc/>
    public string Path => _inner.Path;

    /// <inheritdoc/>
    public string Container => _inner.Container;

    /// <inheritdoc/>
    public IReadOnlyList<string> Files => _inner.Files;

    /// <inheritdoc/>
    public IReadOnlyList<string> Remarks => _inner.Remarks;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Metadata => _inner.Metadata;

    /// <inheritdoc/>
    public IReadOnlyList<CheckpointEntry> Entries { get; }

    /// <inheritdoc/>
    public torch.Tensor Tensor(string name) => _inner.Tensor(_old.GetValueOrDefault(name, name));

    /// <inheritdoc/>
    public void Release(string name) => _inner.Release(_old.GetValueOrDefault(name, name));

    /// <inheritdoc/>
    public void Dispose() => _inner.Dispose();
}
