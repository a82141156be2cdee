using System.Collections.Immutable;
using static System.FormattableString;

namespace TorchTss.Checkpoints.Torch.Pickles;

/// <summary>What a pickle hands to a name it calls: checked before anything is made of it.</summary>
internal sealed class PickleArguments(string callee, ImmutableArray<object?> values, PickleWork work)
{
    /// <summary>Most dimensions of a tensor or an array.</summary>
    public const int MaximumRank = 64;

    /// <summary>What copies are charged to.</summary>
    public PickleWork Work => work;

    /// <summary>How many.</summary>
    public int Count => values.Length;

    /// <summary>One of them, as it is.</summary>
    public object? this[int i] => values[i];

    /// <summary>Insists on their number.</summary>
    public PickleArguments Counted(int least, int most)
    {
        if (values.Length >= least && values.Length <= most) return this;
        var expected = least == most ? Invariant($"{least}") : Invariant($"{least} to {most}");
        throw new PickleFault(Invariant($"{callee} with {values.Length} arguments instead of {expected}"));
    }

    /// <summary>One of a certain class.</summary>
    /// <param name="i">Which, from 0.</param>
    /// <param name="what">The class, for the error: "a storage".</param>
    public T Get<T>(int i, string what) where T : class => values[i] as T ?? throw Wrong(i, what);

    /// <summary>A whole number.</summary>
    public long Integer(int i) => values[i] as long? ?? throw Wrong(i, "a whole number");

    /// <summary>A tuple of whole numbers, one per dimension.</summary>
    public ImmutableArray<long> Sizes(int i)
    {
        var items = Get<PickleTuple>(i, "whole numbers").Items;
        if (items.Length > MaximumRank) throw new PickleFault(Invariant($"a tensor of {items.Length} dimensions, more than {MaximumRank},"));
        return [.. items.Select(v => v as long? ?? throw Wrong(i, "whole numbers"))];
    }

    /// <summary>Bytes; of Python 2 also a string.</summary>
    public byte[] Bytes(int i) => values[i] switch
    {
        byte[] bytes => bytes,
        string text => PythonText.Latin1(text, work),
        _ => throw Wrong(i, "bytes"),
    };

    /// <summary>The fault of an argument that is something else.</summary>
    public PickleFault Wrong(int i, string expected) =>
        new(Invariant($"{callee} with {PickleText.Of(values[i])} as argument {i + 1} instead of {expected}"));
}
