namespace TorchTss.Checkpoints.Layouts.Spellings;

/// <summary>Beginnings of keys that two spellings call differently; what follows stays.</summary>
/// <param name="pairs">Foreign and diffusers' name, whole segments.</param>
internal sealed class RenamedPairs(params (string Foreign, string Diffusers)[] pairs)
{
    /// <summary>diffusers' name of a foreign one; null where no pair fits.</summary>
    public string? ToDiffusers(string name) => pairs.Select(p => Replaced(name, p.Foreign, p.Diffusers)).FirstOrDefault(n => n is not null);

    /// <summary>The foreign name of one of diffusers'; null where no pair fits.</summary>
    public string? FromDiffusers(string name) => pairs.Select(p => Replaced(name, p.Diffusers, p.Foreign)).FirstOrDefault(n => n is not null);

    private static string? Replaced(string name, string from, string to) =>
        name == from || (name.StartsWith(from, StringComparison.Ordinal) && name[from.Length] == '.') ? to + name[from.Length..] : null;
}
