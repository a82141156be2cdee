using System.Collections.Immutable;

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

    /// <summary>Tensors whose rows follow those of <see cref="Source"/>, before the step: three projections as one. These are copied, not viewed.</summary>
    public ImmutableArray<string> Below { get; init; } = [];

    /// <summary>All tensors that it is made of.</summary>
    public IEnumerable<string> Sources => [Source, .. Below];
}
