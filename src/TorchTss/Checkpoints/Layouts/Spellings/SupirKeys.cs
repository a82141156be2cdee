namespace TorchTss.Checkpoints.Layouts.Spellings;

/// <summary>SUPIR's own names, which the networks here keep.</summary>
internal sealed class SupirKeys : IKeySpelling
{
    /// <inheritdoc/>
    public IEnumerable<DerivedTensor> ToDiffusers(KeyTable keys) => keys.Names.Select(name => new DerivedTensor(name, name));

    /// <inheritdoc/>
    public IEnumerable<DerivedTensor> FromDiffusers(KeyTable keys) => ToDiffusers(keys);
}
