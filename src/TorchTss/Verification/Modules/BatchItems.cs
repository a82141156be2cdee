using static TorchSharp.torch;

namespace TorchTss.Verification.Modules;

/// <summary>Batches of end-to-end cases: the original restores them together, we one after the other.</summary>
internal static class BatchItems
{
    /// <summary>One item of a batch, still with a batch dimension; what holds for all items is handed back whole.</summary>
    public static Tensor OfItem(this Tensor batch, int item) => batch.size(0) == 1 ? batch : batch.narrow(0, item, 1);

    /// <summary>An output of every item as the case stores it.</summary>
    /// <param name="items">In their order; with guidance both halves of each.</param>
    /// <param name="expected">What the case has.</param>
    public static Tensor Joined(IReadOnlyList<Tensor> items, Tensor expected)
    {
        using var scope = NewDisposeScope();
        return As(expected, items is [var only] ? only : Batch(items, expected)).MoveToOuterDisposeScope();
    }

    private static Tensor Batch(IReadOnlyList<Tensor> items, Tensor expected)
    {
        // Of the items' two halves all unconditional ones come first.
        if (items[0].dim() == expected.dim() && items[0].size(0) == 2 && expected.size(0) == 2 * items.Count)
        {
            return cat([.. items.Select(i => i.narrow(0, 0, 1)), .. items.Select(i => i.narrow(0, 1, 1))]);
        }
        if (items[0].dim() < expected.dim()) return stack(items);
        return items[0].dim() == expected.dim() && expected.size(0) == items.Count * items[0].size(0) ? cat([.. items]) : items[0];
    }

    /// <summary>Where all positions agree ours is 1×1, and a case may store the map or one number per item.</summary>
    private static Tensor As(Tensor expected, Tensor value) => value.numel() == 1 ? value.reshape(1).expand(expected.shape)
        : value.numel() == expected.numel() ? value.reshape(expected.shape) : value;
}
