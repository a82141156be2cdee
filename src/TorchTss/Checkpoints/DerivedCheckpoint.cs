using System.Collections.Immutable;
using TorchSharp;
using TorchTss.Runtime;

namespace TorchTss.Checkpoints;

/// <summary>A checkpoint in another layout: every tensor is a named view of one of the wrapped checkpoint, taken when it is asked for.</summary>
/// <remarks>
/// What no derived tensor is made of is not there. A layout that wants strict loading to name what it does not know passes it on:
/// <c>new DerivedTensor(key, key)</c>.
/// </remarks>
internal sealed class DerivedCheckpoint : ICheckpoint
{
    private readonly ICheckpoint _inner;
    private readonly Dictionary<string, DerivedTensor> _tensors = new(StringComparer.Ordinal);

    /// <summary>Wraps a checkpoint, which is disposed with it.</summary>
    /// <param name="inner">What is read.</param>
    /// <param name="tensors">What is made of it, in any order.</param>
    /// <exception cref="UserException">A source that is absent or has a shape that its step does not take, or two tensors of one name.</exception>
    public DerivedCheckpoint(ICheckpoint inner, IEnumerable<DerivedTensor> tensors)
    {
        _inner = inner;
        var places = inner.Entries.Select((e, i) => (e.Name, i)).ToDictionary(p => p.Name, p => p.i, StringComparer.Ordinal);
        var entries = new List<(int Place, CheckpointEntry Entry)>();
        foreach (var tensor in tensors)
        {
            if (!places.TryGetValue(tensor.Source, out var place))
            {
                throw new UserException($"{Path}: has no tensor '{tensor.Source}', of which {tensor.Name} is made; is this the file of another model?");
            }
            if (!_tensors.TryAdd(tensor.Name, tensor))
            {
                throw new UserException(
                    $"{Path}: '{_tensors[tensor.Name].Source}' and '{tensor.Source}' are two spellings of {tensor.Name}; leave one of them out");
            }
            entries.Add((place, inner.Entries[place] with { Name = tensor.Name, Shape = ShapeOf(tensor, inner.Entries[place].Shape) }));
        }
        Entries = [.. entries.OrderBy(e => e.Place).Select(e => e.Entry)];
    }

    /// <inheritdoc/>
    public string Path => _inner.Path;

    /// <inheritdoc/>
    public IReadOnlyList<CheckpointEntry> Entries { get; }

    /// <inheritdoc/>
    public torch.Tensor Tensor(string name)
    {
        var tensor = Find(name);
        using var source = _inner.Tensor(tensor.Source);
        return tensor.Step.View(source);
    }

    /// <summary>Releases the source; the tensors that share it stay valid and are read again when they are asked for.</summary>
    public void Release(string name) => _inner.Release(Find(name).Source);

    /// <inheritdoc/>
    public void Dispose() => _inner.Dispose();

    private ImmutableArray<long> ShapeOf(DerivedTensor tensor, ImmutableArray<long> source) => tensor.Step.Shape(source)
        ?? throw new UserException($"{Path}: '{tensor.Source}' is {NameList.Shape(source)}, of which {tensor.Name} cannot be made "
            + $"({tensor.Step}); is this the file of another model?");

    private DerivedTensor Find(string name) => _tensors.TryGetValue(name, out var tensor) ? tensor
        : throw new UserException($"{Path}: there is no tensor '{name}' among its {_tensors.Count}; is this the file of another model?");
}
