using TorchTss.Checkpoints.Torch.Pickles;

namespace TorchTss.Checkpoints.Torch;

/// <summary>The names and storages of one file's pickle.</summary>
/// <param name="allowed">Further names that the user vouches for: their objects are opaque.</param>
/// <param name="isScript">Whether the names of TorchScript are among them.</param>
/// <param name="load">The storage of a persistent id.</param>
internal sealed class TorchScope(IReadOnlyCollection<string> allowed, bool isScript, Func<PickleTuple, object?> load) : IPickleScope
{
    // Nobody can vouch for these.
    private static readonly string[] _never = ["sys", "os", "posix", "nt"];

    /// <inheritdoc/>
    public PickleGlobal? Find(string name) => TorchGlobals.Find(name)
        ?? (isScript ? ScriptGlobals.Find(name) : null)
        ?? (allowed.Contains(name) && !_never.Contains(name.Split('.')[0]) ? PickleGlobal.Inert(name, takesItems: true) : null);

    /// <inheritdoc/>
    public object? Load(PickleTuple id) => load(id);
}
