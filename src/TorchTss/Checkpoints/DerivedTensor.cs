namespace TorchTss.Checkpoints;

/// <summary>One tensor of a <see cref="DerivedCheckpoint"/>.</summary>
/// <param name="Name">What it is called there.</param>
/// <param name="Source">The tensor that it is made of; several may share one.</param>
/// <param name="Step">What is done to it.</param>
internal sealed record DerivedTensor(string Name, string Source, TensorStep Step)
{
    /// <summary>Another name for a tensor as it is.</summary>
    public DerivedTensor(string name, string source) : this(name, source, TensorStep.None)
    {
    }
}
