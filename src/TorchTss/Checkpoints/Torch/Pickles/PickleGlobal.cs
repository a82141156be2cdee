namespace TorchTss.Checkpoints.Torch.Pickles;

/// <summary>A name of Python's that a pickle may mention, and what may be done with it here.</summary>
/// <param name="name">module.name</param>
internal sealed class PickleGlobal(string name)
{
    /// <summary>module.name</summary>
    public string Name => name;

    /// <summary>What REDUCE does; null: it may be mentioned only.</summary>
    public Func<PickleArguments, object?>? Call { get; init; }

    /// <summary>What NEWOBJ does; null: nothing.</summary>
    public Func<PickleArguments, object?>? New { get; init; }

    /// <summary>Of a storage class: the type of its elements.</summary>
    public TorchDtype? Storage { get; init; }

    /// <summary>Of a dtype: itself.</summary>
    public TorchDtype? Dtype { get; init; }

    /// <summary>Whether it is a class about which nothing is known but that its objects are of no use.</summary>
    public bool IsInert { get; private init; }

    /// <summary>Such a class.</summary>
    public static PickleGlobal Inert(string name, bool takesItems = false) => new(name)
    {
        IsInert = true,
        Call = _ => new OpaqueObject(name, takesItems),
        New = _ => new OpaqueObject(name, takesItems),
    };
}
