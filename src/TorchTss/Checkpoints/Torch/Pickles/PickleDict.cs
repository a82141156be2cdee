namespace TorchTss.Checkpoints.Torch.Pickles;

/// <summary>A Python dict, OrderedDict, Counter or defaultdict, in order.</summary>
/// <param name="hasAttributes">Whether it is one of the classes, whose objects have attributes beside their items.</param>
internal sealed class PickleDict(bool hasAttributes) : PickleContainer
{
    private readonly List<KeyValuePair<object?, object?>> _items = [];
    private Dictionary<string, int>? _places;

    /// <summary>What is in it. Of keys that are texts none is there twice.</summary>
    public IReadOnlyList<KeyValuePair<object?, object?>> Items => _items;

    /// <summary>Whether BUILD may give it attributes (a state dict's <c>_metadata</c>), which are not kept.</summary>
    public bool HasAttributes => hasAttributes;

    /// <summary>The value of a text key; null also where there is none.</summary>
    public object? this[string key] => _places is not null && _places.TryGetValue(key, out var place) ? _items[place].Value : null;

    /// <summary>Sets an item; as in Python, the last value of a key is the one that stays.</summary>
    public void Set(object? key, object? value)
    {
        Admit(key);
        Admit(value);
        if (key is string text && !(_places ??= new(StringComparer.Ordinal)).TryAdd(text, _items.Count)) _items[_places[text]] = new(key, value);
        else _items.Add(new(key, value));
    }
}
