using static System.FormattableString;

namespace TorchTss.Checkpoints.Torch.Pickles;

/// <summary>The stack of a pickle with its marks, and its memo.</summary>
internal sealed class PickleStack
{
    private readonly List<object?> _values = [];
    private readonly Stack<int> _marks = [];
    private readonly Dictionary<uint, object?> _memo = [];

    // Nothing is taken from below the last mark.
    private int Floor => _marks.TryPeek(out var mark) ? mark : 0;

    /// <summary>Puts a value on top.</summary>
    public void Push(object? value) => _values.Add(value);

    /// <summary>Takes the top value.</summary>
    public object? Pop()
    {
        var top = Top();
        _values.RemoveAt(_values.Count - 1);
        return top;
    }

    /// <summary>The top value, which stays.</summary>
    public object? Top() => _values.Count > Floor ? _values[^1] : throw new PickleFault("an operation without a value");

    /// <summary>The top value as a certain class; stays.</summary>
    public T Top<T>(string operation, string what) where T : class =>
        Top() is T value ? value : throw new PickleFault($"{operation} on {PickleText.Of(Top())} instead of {what}");

    /// <summary>Takes so many values, oldest first.</summary>
    public PickleTuple Tuple(int count)
    {
        if (_values.Count - count < Floor) throw new PickleFault("an operation without a value");
        PickleTuple tuple = new([.. _values[^count..]]);
        _values.RemoveRange(_values.Count - count, count);
        return tuple;
    }

    /// <summary>Remembers a place.</summary>
    public void Mark()
    {
        const int deepest = PickleContainer.MaximumDepth;
        if (_marks.Count == deepest) throw new PickleFault(Invariant($"marks nested deeper than {deepest}"));
        _marks.Push(_values.Count);
    }

    /// <summary>Takes everything above the last mark, and the mark.</summary>
    public object?[] AboveMark()
    {
        if (!_marks.TryPop(out var mark)) throw new PickleFault("an operation without a mark");
        object?[] above = [.. _values[mark..]];
        _values.RemoveRange(mark, above.Length);
        return above;
    }

    /// <summary>Stores the top value under a number.</summary>
    /// <param name="id">A number that no honest pickler gives out: one beyond the count of operations so far.</param>
    /// <param name="operations">How many operations there were.</param>
    public void Put(uint id, int operations)
    {
        if (id > operations) throw new PickleFault(Invariant($"memo {id} after {operations} operations"));
        _memo[id] = Top();
    }

    /// <summary>Stores the top value under the next number.</summary>
    public void Memoize() => _memo[(uint)_memo.Count] = Top();

    /// <summary>Puts a stored value on top.</summary>
    public void Get(uint id) => Push(_memo.TryGetValue(id, out var value) ? value : throw new PickleFault(Invariant($"memo {id}, which is empty")));
}
