using TorchTss.Checkpoints.Torch.Pickles;
using TorchTss.Runtime;
using static System.FormattableString;

namespace TorchTss.Checkpoints.Torch;

/// <summary>The tensors of a TorchScript module: its attributes and those of its modules, named by the path to them.</summary>
internal sealed class ScriptState
{
    // A module may stand in several places, and a hostile file may put it in 2^30. Every attribute counts, of whatever kind it is.
    private const int MaximumAttributes = 1_000_000, MaximumCharacters = 50_000_000;

    private readonly string _file;
    private readonly List<(string Name, TorchView View)> _tensors = [];
    private int _attributes;
    private long _characters;

    private ScriptState(string file) => _file = file;

    /// <summary>Finds them.</summary>
    /// <exception cref="UserException">No module, or one that is nested without end or larger than any.</exception>
    /// <exception cref="UsageException">The user wants a wrapper.</exception>
    public static StateDict Of(object? root, TorchFileOptions options, string file)
    {
        if (options.Wrapper is { Length: > 0 } wrapper)
        {
            throw new UsageException($"{file}: wrapper {PickleText.Quoted(wrapper)}: a TorchScript archive has none; leave it out");
        }
        if (root is not ScriptObject module) throw new UserException(
            $"{file}: is a TorchScript archive of no module but {PickleText.Of(root)}; give a saved module");
        var state = new ScriptState(file);
        state.Walk(module, "", 0);
        return new StateDict(null, "", state._tensors, [], []);
    }

    private void Walk(ScriptObject module, string path, int depth)
    {
        if (depth > PickleContainer.MaximumDepth) throw TorchFault.Malformed(_file, "the module's parts are nested without end");
        foreach (var (key, value) in module.Attributes?.Items ?? [])
        {
            if (++_attributes > MaximumAttributes)
            {
                throw TorchFault.Malformed(_file, Invariant($"the module and its parts have more than {MaximumAttributes} attributes"));
            }
            if (key is not string name || value is not (ScriptObject or TorchTensor)) continue;
            if ((_characters += path.Length + name.Length) > MaximumCharacters)
            {
                throw TorchFault.Malformed(_file, Invariant($"the names of the module's parts have more than {MaximumCharacters} characters"));
            }
            if (value is ScriptObject part) Walk(part, $"{path}{name}.", depth + 1);
            else if (((TorchTensor)value).View is { } view) _tensors.Add((path + name, view));
        }
    }
}
