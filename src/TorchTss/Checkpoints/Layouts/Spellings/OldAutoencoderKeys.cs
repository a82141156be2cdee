namespace TorchTss.Checkpoints.Layouts.Spellings;

/// <summary>diffusers' autoencoder as files from before 2023 name its attention: query, key, value, proj_attn.</summary>
internal sealed class OldAutoencoderKeys : IKeySpelling
{
    private const string Attention = "mid_block.attentions.0.";

    private static readonly RenamedPairs _names = new(("query", "to_q"), ("key", "to_k"), ("value", "to_v"), ("proj_attn", "to_out.0"));

    /// <inheritdoc/>
    public IEnumerable<DerivedTensor> ToDiffusers(KeyTable keys) => keys.Names.Select(
        name => new DerivedTensor(Renamed(name, _names.ToDiffusers), name, AttentionSteps.Squeeze(keys, name, $".{Attention}")));

    /// <inheritdoc/>
    public IEnumerable<DerivedTensor> FromDiffusers(KeyTable keys) =>
        keys.Names.Select(name => new DerivedTensor(Renamed(name, _names.FromDiffusers), name));

    private static string Renamed(string name, Func<string, string?> rename)
    {
        var place = name.IndexOf(Attention, StringComparison.Ordinal) + Attention.Length;
        return place > Attention.Length && rename(name[place..]) is { } leaf ? name[..place] + leaf : name;
    }
}
