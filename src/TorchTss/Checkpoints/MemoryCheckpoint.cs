using TorchSharp;
using TorchTss.Runtime;

namespace TorchTss.Checkpoints;

/// <summary>Tensors of this process as a checkpoint, under the names they are given.</summary>
/// <param name="path">What errors call it.</param>
/// <param name="tensors">Owned by the checkpoint from now on.</param>
internal sealed class MemoryCheckpoint(string path, IReadOnlyDictionary<string, torch.Tensor> tensors) : ICheckpoint
{
    /// <inheritdoc/>
    public string Path => path;

    /// <inheritdoc/>
    public string Container => "memory";

    /// <inheritdoc/>
    public IReadOnlyList<CheckpointEntry> Entries { get; } = [.. tensors.Select(t => new CheckpointEntry(t.Key, t.Value.dtype, [.. t.Value.shape]))];

    /// <inheritdoc/>
    public torch.Tensor Tensor(string name) => tensors.TryGetValue(name, out var tensor) ? tensor.alias()
        : throw new UserException($"{path}: there is no tensor '{name}' among its {tensors.Count}; is this the file of another model?");

    /// <summary>Does nothing: there is no file behind.</summary>
    public void Release(string name)
    {
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in tensors.Values) tensor.Dispose();
    }
}
