namespace TorchTss.Checkpoints.Layouts.Spellings;

/// <summary>A text encoder as transformers names it, with or without its <c>text_model.</c>; position numbers and a picture's tower are left out.</summary>
internal sealed class ClipTextKeys : IKeySpelling
{
    private const string Model = "text_model.";

    private static readonly string[] _unprefixed = ["embeddings.", "encoder.", "final_layer_norm."];

    private static readonly string[] _others = ["vision_model.", "visual_projection.", "logit_scale"];

    /// <inheritdoc/>
    public IEnumerable<DerivedTensor> ToDiffusers(KeyTable keys) =>
        from name in keys.Names
        where !name.EndsWith(".position_ids", StringComparison.Ordinal) && !_others.Any(o => name.StartsWith(o, StringComparison.Ordinal))
        select new DerivedTensor(_unprefixed.Any(p => name.StartsWith(p, StringComparison.Ordinal)) ? Model + name : name, name);

    /// <inheritdoc/>
    public IEnumerable<DerivedTensor> FromDiffusers(KeyTable keys) => keys.Names.Select(name => new DerivedTensor(name, name));
}
