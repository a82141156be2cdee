using System.Collections.Immutable;
using System.Globalization;

namespace TorchTss.Checkpoints.Layouts;

/// <summary>Names and shapes of a checkpoint: all that is needed to tell what it is.</summary>
internal sealed class KeyTable
{
    private readonly Dictionary<string, ImmutableArray<long>> _shapes;
    private readonly string[] _sorted;

    /// <summary>Of these tensors.</summary>
    public KeyTable(IEnumerable<CheckpointEntry> entries) : this(entries.Select(e => (e.Name, e.Shape)))
    {
    }

    /// <summary>Of these names and shapes.</summary>
    public KeyTable(IEnumerable<(string Name, ImmutableArray<long> Shape)> keys)
    {
        _shapes = keys.ToDictionary(k => k.Name, k => k.Shape, StringComparer.Ordinal);
        _sorted = [.. _shapes.Keys.Order(StringComparer.Ordinal)];
    }

    /// <summary>All names, in ordinal order.</summary>
    public IReadOnlyList<string> Names => _sorted;

    /// <summary>How many there are.</summary>
    public int Count => _sorted.Length;

    /// <summary>Whether a tensor of exactly this name is there.</summary>
    public bool Has(string name) => _shapes.ContainsKey(name);

    /// <summary>Whether any name begins so.</summary>
    public bool HasUnder(string prefix)
    {
        var place = Array.BinarySearch(_sorted, prefix, StringComparer.Ordinal);
        place = place < 0 ? ~place : place;
        return place < _sorted.Length && _sorted[place].StartsWith(prefix, StringComparison.Ordinal);
    }

    /// <summary>The shape of a tensor; empty where there is none, as of a scalar.</summary>
    public ImmutableArray<long> Shape(string name) => _shapes.GetValueOrDefault(name, []);

    /// <summary>One size of a tensor; 0 where it has no such dimension or is not there.</summary>
    public int Size(string name, int dimension) => Shape(name) is var shape && dimension < shape.Length ? (int)shape[dimension] : 0;

    /// <summary>Those whose names begin so, without that beginning.</summary>
    public KeyTable Under(string prefix) => prefix.Length == 0 ? this
        : new(_sorted.Where(n => n.StartsWith(prefix, StringComparison.Ordinal)).Select(n => (n[prefix.Length..], _shapes[n])));

    /// <summary>Those whose names begin otherwise.</summary>
    public KeyTable Without(string prefix) =>
        new(_sorted.Where(n => !n.StartsWith(prefix, StringComparison.Ordinal)).Select(n => (n, _shapes[n])));

    /// <summary>How many numbers in a row, from 0, follow a beginning that ends with a dot: <c>down_blocks.</c> is followed by 0, 1, 2, 3.</summary>
    public int CountUnder(string prefix)
    {
        var count = 0;
        while (HasUnder(string.Create(CultureInfo.InvariantCulture, $"{prefix}{count}."))) count++;
        return count;
    }
}
