namespace TorchTss.Checkpoints.Torch;

/// <summary>The memory behind one tensor or several, as it lies in the file.</summary>
/// <param name="dtype">Of its elements; <see cref="TorchDtype.Untyped"/> where the tensors say it.</param>
/// <param name="elements">How many.</param>
internal abstract class TorchStorage(TorchDtype dtype, long elements)
{
    /// <summary>Of its elements.</summary>
    public TorchDtype Dtype => dtype;

    /// <summary>How many; bytes where it is untyped.</summary>
    public long Elements => elements;

    /// <summary>Grows with the place in the file; nothing is read for it.</summary>
    public abstract long Order { get; }

    /// <summary>The place of its first byte in the file, after a look at what stands before it.</summary>
    /// <exception cref="Runtime.UserException">Something else stands there.</exception>
    public abstract long Start(FileMapping mapping);
}
