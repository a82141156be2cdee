namespace TorchTss.Checkpoints.Layouts.Spellings;

/// <summary>SUPIR's second encoder without its prefix, which it gets back: it is the autoencoder's <c>denoise_encoder</c>.</summary>
internal sealed class DenoiseEncoderKeys : IKeySpelling
{
    private const string Prefix = "denoise_encoder.";

    private static readonly LdmAutoencoderKeys _autoencoder = new();

    /// <inheritdoc/>
    public IEnumerable<DerivedTensor> ToDiffusers(KeyTable keys) => _autoencoder
        .ToDiffusers(new KeyTable(keys.Names.Select(name => (Prefix + name, keys.Shape(name)))))
        .Select(t => t with { Source = t.Source[Prefix.Length..] });

    /// <inheritdoc/>
    public IEnumerable<DerivedTensor> FromDiffusers(KeyTable keys) => _autoencoder.FromDiffusers(keys)
        .Select(t => t with { Name = t.Name[Prefix.Length..] });
}
