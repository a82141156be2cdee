namespace TorchTss.Checkpoints.Torch.Pickles;

/// <summary>A Python list.</summary>
internal sealed class PickleList : PickleContainer
{
    private readonly List<object?> _items = [];

    /// <summary>What is in it.</summary>
    public IReadOnlyList<object?> Items => _items;

    /// <summary>Adds a value at the end.</summary>
    public void Add(object? value)
    {
        Admit(value);
        _items.Add(value);
    }
}
