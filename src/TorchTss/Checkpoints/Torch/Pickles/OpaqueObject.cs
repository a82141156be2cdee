namespace TorchTss.Checkpoints.Torch.Pickles;

/// <summary>An object of a class that is known to be harmless and without use here: its name is all that is kept.</summary>
/// <param name="type">The class.</param>
/// <param name="takesItems">Whether it may be filled like a dict or list: only a class that the user has allowed.</param>
internal sealed class OpaqueObject(string type, bool takesItems)
{
    /// <summary>The class.</summary>
    public string Type => type;

    /// <summary>Whether items may be put in; they are dropped.</summary>
    public bool TakesItems => takesItems;
}
