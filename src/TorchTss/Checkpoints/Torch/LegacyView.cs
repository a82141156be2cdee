namespace TorchTss.Checkpoints.Torch;

/// <summary>A part of a stream's storage that counts as a storage: PyTorch before 0.4 shared memory so.</summary>
/// <param name="whole">The storage.</param>
/// <param name="offset">Where the part begins, in elements.</param>
/// <param name="elements">How many elements it has.</param>
internal sealed class LegacyView(LegacyStorage whole, long offset, long elements) : TorchStorage(whole.Dtype, elements)
{
    /// <inheritdoc/>
    public override long Order => whole.Order + offset * Dtype.Bytes;

    /// <inheritdoc/>
    public override long Start(FileMapping mapping) => whole.Start(mapping) + offset * Dtype.Bytes;
}
