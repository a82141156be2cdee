using System.Collections.Immutable;

namespace TorchTss.Checkpoints.Torch.Pickles;

/// <summary>A Python tuple; also a torch.Size.</summary>
internal sealed class PickleTuple : PickleContainer
{
    /// <summary>()</summary>
    public static PickleTuple Empty { get; } = new([]);

    /// <summary>Of these values.</summary>
    public PickleTuple(ImmutableArray<object?> items)
    {
        Items = items;
        foreach (var item in items) Admit(item);
    }

    /// <summary>What is in it.</summary>
    public ImmutableArray<object?> Items { get; }
}
