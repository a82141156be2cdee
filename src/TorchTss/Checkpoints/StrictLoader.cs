using System.IO.Enumeration;
using TorchSharp;
using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Checkpoints;

/// <summary>Puts a checkpoint into a module that was built on the meta device, when and only when every key and shape agrees both ways.</summary>
internal static class StrictLoader
{
    /// <summary>Loads all tensors: views of the file where type and device (the CPU) are the wanted ones,
    /// else converted one by one in file order.</summary>
    /// <param name="module">Built on <see cref="META"/> (or anywhere; what it held is disposed).</param>
    /// <param name="label">What the module is, for the error: <c>the UNet</c>.</param>
    /// <param name="source">May be disposed afterwards: views keep their file mapped.</param>
    /// <param name="dtype">Type of all floating-point parameters and buffers; the others keep the module's type.</param>
    /// <param name="device">Where they go.</param>
    /// <param name="ignore">Keys that the file may have and the module does not; <c>*</c> and <c>?</c> as wildcards: <c>*.position_ids</c>.</param>
    /// <param name="part">Only the module's keys that begin so: the others come from another file. All of them unless given.</param>
    /// <param name="except">Of those, not the ones that begin so: they come from another file.</param>
    /// <exception cref="UserException">Keys or shapes differ: one sentence that names them all, grouped. The module is then untouched.</exception>
    /// <exception cref="InvalidOperationException">A parameter stayed on the meta device: a defect of its module.</exception>
    public static void Load(
        nn.Module module, string label, ICheckpoint source, ScalarType dtype, Device device,
        IReadOnlyCollection<string>? ignore = null, string part = "", string? except = null)
    {
        using var off = no_grad();
        var slots = Slots(module, part, except);
        Compare(slots, label, source, ignore ?? []);
        foreach (var name in source.Entries.Select(e => e.Name).Where(slots.ContainsKey))
        {
            using var scope = NewDisposeScope();
            var slot = slots[name];
            AssignParameter(module, name, Take(source, name, slot.is_floating_point() ? dtype : slot.dtype, device));
        }
        var meta = Slots(module, part, except).Where(p => p.Value.is_meta).Select(p => p.Key).ToArray();
        if (meta.Length > 0) throw new InvalidOperationException($"{label}: still without values: {NameList.Of(meta)}");
    }

    /// <summary>Replaces one parameter or buffer by its state-dict key. The module owns the tensor from now on and disposes the old one.</summary>
    /// <exception cref="ArgumentException">The module has no such key.</exception>
    public static void AssignParameter(nn.Module module, string name, Tensor tensor) => ModuleSlot.Of(module, name).Assign(tensor);

    private static Dictionary<string, Tensor> Slots(nn.Module module, string part, string? except) =>
        module.state_dict()
            .Where(p => p.Key.StartsWith(part, StringComparison.Ordinal) && (except is null || !p.Key.StartsWith(except, StringComparison.Ordinal)))
            .ToDictionary(p => p.Key, p => p.Value);

    private static Tensor Take(ICheckpoint source, string name, ScalarType dtype, Device device)
    {
        var tensor = source.Tensor(name);
        if (tensor.dtype == dtype && device.type == DeviceType.CPU) return tensor;
        var converted = tensor.to(dtype, device);
        tensor.Dispose();
        source.Release(name);
        return converted;
    }

    private static void Compare(Dictionary<string, Tensor> slots, string label, ICheckpoint source, IReadOnlyCollection<string> ignore)
    {
        var found = source.Entries.ToDictionary(e => e.Name, StringComparer.Ordinal);
        var missing = slots.Keys.Where(name => !found.ContainsKey(name)).Order(StringComparer.Ordinal).ToArray();
        var unexpected = found.Keys.Where(name => !slots.ContainsKey(name) && !Ignored(name)).Order(StringComparer.Ordinal).ToArray();
        var misshapen = slots.Where(s => found.TryGetValue(s.Key, out var entry) && !entry.Shape.AsSpan().SequenceEqual(s.Value.shape))
            .OrderBy(s => s.Key, StringComparer.Ordinal)
            .Select(s => $"{s.Key} is {NameList.Shape(found[s.Key].Shape)}, expected {NameList.Shape(s.Value.shape)}").ToArray();
        string[] groups =
        [
            .. Group(missing, $"of {slots.Count} tensors {(missing.Length == 1 ? "is" : "are")} missing"),
            .. Group(unexpected, $"of {found.Count} in the file {(unexpected.Length == 1 ? "is" : "are")} unexpected"),
            .. Group(misshapen, $"of {slots.Count} tensors {(misshapen.Length == 1 ? "has" : "have")} another shape"),
        ];
        if (groups.Length > 0)
        {
            throw new UserException($"{source.Path}: does not fit {label}: {string.Join("; ", groups)}; is this the file of another model?");
        }

        bool Ignored(string name) => ignore.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false));
    }

    private static string[] Group(string[] names, string what) => names.Length == 0 ? [] : [$"{names.Length} {what}: {NameList.Of(names)}"];
}
