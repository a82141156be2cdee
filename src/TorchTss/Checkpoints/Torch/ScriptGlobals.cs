using System.Collections.Frozen;
using TorchTss.Checkpoints.Torch.Pickles;

namespace TorchTss.Checkpoints.Torch;

/// <summary>The further names of a TorchScript archive: its own classes, which are attributes and nothing else, and torch.jit's lists.</summary>
internal static class ScriptGlobals
{
    private static readonly FrozenDictionary<string, PickleGlobal> _known = new PickleGlobal[]
    {
        new("torch.jit._pickle.build_intlist") { Call = List },
        new("torch.jit._pickle.build_doublelist") { Call = List },
        new("torch.jit._pickle.build_boollist") { Call = List },
        new("torch.jit._pickle.build_tensorlist") { Call = List },
        new("torch.jit._pickle.build_tensor_from_id") { Call = ById },
        new("torch.jit._pickle.restore_type_tag") { Call = a => a.Counted(2, 2)[0] },
    }.ToFrozenDictionary(g => g.Name, StringComparer.Ordinal);

    /// <summary>What is known under a name.</summary>
    public static PickleGlobal? Find(string name) => name.StartsWith("__torch__.", StringComparison.Ordinal)
        ? new PickleGlobal(name) { New = a => Object(name, a) }
        : _known.GetValueOrDefault(name);

    private static object Object(string name, PickleArguments a)
    {
        a.Counted(0, 0);
        return new ScriptObject(name);
    }

    // Archives of PyTorch 1.2 and older kept their tensors elsewhere.
    private static object ById(PickleArguments a)
    {
        a.Counted(1, 1).Integer(0);
        return new OpaqueObject("torch.jit._pickle.build_tensor_from_id", takesItems: false);
    }

    private static object List(PickleArguments a) => a.Counted(1, 1).Get<PickleList>(0, "a list");
}
