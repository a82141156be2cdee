using TorchSharp;
using TorchTss.Checkpoints;

namespace TorchTss.Verification;

/// <summary>A module's parameters as if they had been read from a file: to be read in another layout.</summary>
/// <param name="module">Stays the caller's.</param>
internal sealed class ModuleCheckpoint(torch.nn.Module module) : ICheckpoint
{
    private readonly Dictionary<string, torch.Tensor> _tensors = module.state_dict();

    /// <inheritdoc/>
    public string Path => module.GetName();

    /// <inheritdoc/>
    public string Container => "module";

    /// <inheritdoc/>
    public IReadOnlyList<CheckpointEntry> Entries => [.. _tensors.Select(t => new CheckpointEntry(t.Key, t.Value.dtype, [.. t.Value.shape]))];

    /// <inheritdoc/>
    public torch.Tensor Tensor(string name) => _tensors[name].alias();

    /// <inheritdoc/>
    public void Release(string name)
    {
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
