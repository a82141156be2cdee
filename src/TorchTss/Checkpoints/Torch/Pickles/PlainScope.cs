namespace TorchTss.Checkpoints.Torch.Pickles;

/// <summary>For pickles of plain values: numbers, texts, lists, dicts. No name is known.</summary>
internal sealed class PlainScope : IPickleScope
{
    /// <inheritdoc/>
    public PickleGlobal? Find(string name) => null;

    /// <inheritdoc/>
    public object? Load(PickleTuple id) => throw new PickleFault("a persistent id among plain values");
}
