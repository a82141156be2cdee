namespace TorchTss.Checkpoints.Layouts;

/// <summary>How a project spells the keys of one network, translated to diffusers' spelling and back.</summary>
/// <remarks>A key that it does not know is passed on under its own name, so that strict loading names it.</remarks>
internal interface IKeySpelling
{
    /// <summary>The tensors under diffusers' names.</summary>
    /// <param name="keys">The network's, without a prefix.</param>
    IEnumerable<DerivedTensor> ToDiffusers(KeyTable keys);

    /// <summary>The tensors under this spelling's names.</summary>
    /// <param name="keys">The network's, as diffusers names them.</param>
    IEnumerable<DerivedTensor> FromDiffusers(KeyTable keys);
}
