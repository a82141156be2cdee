namespace TorchTss.Checkpoints.Torch.Pickles;

/// <summary>What a pickle may refer to outside itself.</summary>
internal interface IPickleScope
{
    /// <summary>What is known under a name, spelt as Python 3 does: <c>collections.OrderedDict</c>; null: the pickle is refused.</summary>
    PickleGlobal? Find(string name);

    /// <summary>The thing of a persistent id.</summary>
    /// <exception cref="PickleFault">An id that means nothing.</exception>
    object? Load(PickleTuple id);
}
