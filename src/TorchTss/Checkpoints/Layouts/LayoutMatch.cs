using TorchTss.Checkpoints.Layouts.Spellings;
using TorchTss.Runtime;
using static System.FormattableString;

namespace TorchTss.Checkpoints.Layouts;

/// <summary>What a file was recognised as.</summary>
/// <param name="Layout">The layout's name.</param>
/// <param name="Parts">The networks in it.</param>
/// <param name="Used">How many of its tensors they are made of.</param>
/// <param name="Extras">How many are known to be of no use here.</param>
/// <param name="Unknown">Names that nobody knows, inside a network or beside; strict loading refuses those inside.</param>
internal sealed record LayoutMatch(string Layout, IReadOnlyList<LayoutPart> Parts, int Used, int Extras, IReadOnlyList<string> Unknown)
{
    /// <summary>How sure: the share of tensors that have a place or are known extras, 0 to 1.</summary>
    public double Certainty => (double)(Used + Extras) / (Used + Extras + Unknown.Count);

    /// <summary>The same in words: "ldm, 1131 of 1143 tensors used, 12 known extras".</summary>
    public override string ToString() => Invariant($"{Layout}, {Used} of {Used + Extras + Unknown.Count} tensors used, {Extras} known extras")
        + (Unknown.Count > 0 ? Invariant($", {Unknown.Count} unknown") : "");

    /// <summary>Shows a file's keys to every layout; null where none knows them.</summary>
    public static LayoutMatch? Of(KeyTable keys)
    {
        foreach (var entry in Catalog<ILayout>.Entries)
        {
            var parts = entry.Create([], entry.Name).Parts(keys);
            if (parts.Count > 0) return Count(entry.Name, parts, keys);
        }
        return null;
    }

    private static LayoutMatch Count(string layout, IReadOnlyList<LayoutPart> parts, KeyTable keys)
    {
        var tensors = parts.SelectMany(p => p.Tensors(keys).Select(t => (Tensor: t, IsKnown: p.Knows(t)))).ToArray();
        var placed = tensors.Where(t => t.IsKnown).SelectMany(t => t.Tensor.Sources).ToHashSet(StringComparer.Ordinal);
        var strange = tensors.Where(t => !t.IsKnown).SelectMany(t => t.Tensor.Sources).ToHashSet(StringComparer.Ordinal);
        // What a spelling leaves out on purpose lies below a part's prefix and is made into nothing.
        bool IsExtra(string name) => !strange.Contains(name) && (KnownExtras.Has(name)
            || parts.Any(p => p.Prefix.Length > 0 && name.StartsWith(p.Prefix, StringComparison.Ordinal))
            || parts is [{ Prefix: "", Spelling: OpenClipTextKeys or ClipTextKeys }]);
        var rest = keys.Names.Where(n => !placed.Contains(n)).ToArray();
        var extras = rest.Count(IsExtra);
        return new LayoutMatch(layout, parts, placed.Count, extras, [.. rest.Where(n => !IsExtra(n))]);
    }
}
