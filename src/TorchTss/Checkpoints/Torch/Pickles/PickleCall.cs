namespace TorchTss.Checkpoints.Torch.Pickles;

/// <summary>The three operations that make objects: each does what the table says of a name, to values of a pickle only.</summary>
internal static class PickleCall
{
    /// <summary>REDUCE.</summary>
    public static object? Reduce(object? callee, object? arguments, PickleWork work) => callee is PickleGlobal { Call: { } call } global
        ? call(Arguments(global, arguments, work))
        : throw new PickleFault($"a call of {PickleText.Of(callee)}, which is not to be called,");

    /// <summary>NEWOBJ.</summary>
    public static object? NewObject(object? type, object? arguments, PickleWork work) => type is PickleGlobal { New: { } make } global
        ? make(Arguments(global, arguments, work))
        : throw new PickleFault($"an object of {PickleText.Of(type)}, of which none is made,");

    /// <summary>BUILD: the state of an object that is there already.</summary>
    public static void Build(object? target, object? state, PickleWork work)
    {
        switch (target)
        {
            case OpaqueObject or PickleDict { HasAttributes: true }:
                break;                                          // attributes beside the items: nothing that is read
            case ScriptObject script:
                script.Build(state);
                break;
            case TorchTensor tensor:
                tensor.Build(state, work);
                break;
            case NumpyDtype dtype:
                dtype.Build(state);
                break;
            case NumpyArray array:
                array.Build(state, work);
                break;
            default:
                throw new PickleFault($"BUILD on {PickleText.Of(target)}");
        }
    }

    private static PickleArguments Arguments(PickleGlobal callee, object? arguments, PickleWork work) => arguments is PickleTuple tuple
        ? new PickleArguments(callee.Name, tuple.Items, work)
        : throw new PickleFault($"{callee.Name} with {PickleText.Of(arguments)} instead of a tuple of arguments");
}
