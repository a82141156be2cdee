namespace TorchTss.Checkpoints.Layouts.Spellings;

/// <summary>A spelling of keys among which another network's stand.</summary>
/// <param name="spelling">Of the others.</param>
/// <param name="stranger">How the other network's begin.</param>
internal sealed class OtherKeys(IKeySpelling spelling, string stranger) : IKeySpelling
{
    /// <inheritdoc/>
    public IEnumerable<DerivedTensor> ToDiffusers(KeyTable keys) => spelling.ToDiffusers(keys.Without(stranger));

    /// <inheritdoc/>
    public IEnumerable<DerivedTensor> FromDiffusers(KeyTable keys) => spelling.FromDiffusers(keys.Without(stranger));
}
