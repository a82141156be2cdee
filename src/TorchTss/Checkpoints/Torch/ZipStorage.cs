using TorchTss.Checkpoints.Torch.Zip;

namespace TorchTss.Checkpoints.Torch;

/// <summary>A storage that is an entry of a zip archive.</summary>
internal sealed class ZipStorage(StorageId id, ZipEntry entry, string file) : TorchStorage(id.Dtype, id.Elements)
{
    /// <inheritdoc/>
    public override long Order => entry.Header;

    /// <inheritdoc/>
    public override long Start(FileMapping mapping) => entry.Start(mapping, file);
}
