namespace TorchTss.Checkpoints.Layouts.Spellings;

/// <summary>diffusers' own names, and those of the text encoders of transformers.</summary>
internal sealed class DiffusersKeys : IKeySpelling
{
    /// <inheritdoc/>
    public IEnumerable<DerivedTensor> ToDiffusers(KeyTable keys) => keys.Names.Select(name => new DerivedTensor(name, name));

    /// <inheritdoc/>
    public IEnumerable<DerivedTensor> FromDiffusers(KeyTable keys) => ToDiffusers(keys);
}
