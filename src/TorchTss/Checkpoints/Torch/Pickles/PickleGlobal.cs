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

    /// <summary>What a class of this name makes where nothing is known about it.</summary>
    public static PickleGlobal Inert(string name, bool takesItems = false) => new(name)
    {
        Call = _ => new OpaqueObject(name, takesItems),
        New = _ => new OpaqueObject(name, takesItems),
    };
}
