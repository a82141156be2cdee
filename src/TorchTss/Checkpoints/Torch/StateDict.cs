using TorchTss.Checkpoints.Torch.Pickles;
using TorchTss.Runtime;

namespace TorchTss.Checkpoints.Torch;

/// <summary>The tensors of a saved object by name, and what else is there.</summary>
/// <param name="Wrapper">The item of the root that they are in; null: they are the root.</param>
/// <param name="Prefix">What was taken from the beginning of every name.</param>
/// <param name="Tensors">Name and tensor, in the order of the file's dict.</param>
/// <param name="Skipped">What stands among them and is no tensor.</param>
/// <param name="Beside">What the root has beside the wrapper.</param>
internal sealed record StateDict(
    string? Wrapper, string Prefix, IReadOnlyList<(string Name, TorchView View)> Tensors,
    IReadOnlyList<TorchRootItem> Skipped, IReadOnlyList<TorchRootItem> Beside)
{
    // PyTorch Lightning; BasicSR; the tutorials of PyTorch; many others. The order decides.
    private static readonly string[] _wrappers = ["state_dict", "params_ema", "params", "model_state_dict", "model"];

    // DataParallel, then torch.compile.
    private static readonly string[] _prefixes = ["module.", "_orig_mod."];

    /// <summary>Finds them.</summary>
    /// <exception cref="UserException">The object has no dict of tensors.</exception>
    /// <exception cref="UsageException">The wrapper that the user wants is none.</exception>
    public static StateDict Of(object? root, TorchFileOptions options, string file)
    {
        if (root is not PickleDict dict) throw new UserException($"{file}: holds no dict of tensors but {PickleText.Of(root)}; give a state dict");
        var wrapper = options.Wrapper is null ? _wrappers.FirstOrDefault(w => IsState(dict[w])) : Wanted(dict, options.Wrapper, file);
        if (wrapper is null && !IsState(dict) && dict.Items.Count > 0)
        {
            var advice = dict.Items.Any(i => IsState(i.Value)) ? "name the one that holds them as the wrapper" : "is this the checkpoint of a model?";
            throw new UserException(
                $"{file}: has no tensors at its root, but {NameList.Of([.. Items(dict, _ => true).Select(i => i.ToString())])}; {advice}");
        }
        var state = wrapper is null ? dict : (PickleDict)dict[wrapper]!;
        var tensors = state.Items.Where(i => i.Key is string && i.Value is TorchTensor)
            .Select(i => ((string)i.Key!, Described((string)i.Key!, (TorchTensor)i.Value!, file))).ToArray();
        var prefix = options.KeepPrefix ? "" : PrefixOf([.. tensors.Select(t => t.Item1)]);
        return new StateDict(
            wrapper, prefix, [.. tensors.Select(t => (t.Item1[prefix.Length..], t.Item2))],
            Items(state, i => i.Key is not string || i.Value is not TorchTensor),
            wrapper is null ? [] : Items(dict, i => i.Key is not string key || key != wrapper));
    }

    private static string? Wanted(PickleDict root, string wrapper, string file)
    {
        if (wrapper.Length == 0) return null;
        if (IsState(root[wrapper])) return wrapper;
        var known = root.Items.Where(i => IsState(i.Value)).Select(i => i.Key).OfType<string>().ToArray();
        throw new UsageException(known.Length == 0
            ? $"{file}: wrapper {PickleText.Quoted(wrapper)}: the file's root has no dicts of tensors; leave it out"
            : $"{file}: wrapper {PickleText.Quoted(wrapper)}: {NearestName.Complaint(wrapper, known)}");
    }

    private static bool IsState(object? value) => value is PickleDict dict && dict.Items.Any(i => i.Key is string && i.Value is TorchTensor);

    private static TorchView Described(string name, TorchTensor tensor, string file) => tensor.View
        ?? throw TorchFault.Malformed(file, $"tensor {PickleText.Quoted(name)} has no data");

    private static string PrefixOf(string[] names)
    {
        var found = "";
        foreach (var prefix in _prefixes)
        {
            if (names.Length > 0 && names.All(n => n.StartsWith(found + prefix, StringComparison.Ordinal))) found += prefix;
        }
        return found;
    }

    private static TorchRootItem[] Items(PickleDict dict, Func<KeyValuePair<object?, object?>, bool> which) =>
        [.. dict.Items.Where(which).Select(i => new TorchRootItem(
            i.Key as string ?? PickleText.Of(i.Key), PickleText.Of(i.Value), PickleText.Plain(i.Value) is not null))];
}
