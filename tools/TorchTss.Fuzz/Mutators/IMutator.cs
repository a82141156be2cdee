namespace TorchTss.Fuzz.Mutators;

/// <summary>One way of damaging files.</summary>
internal interface IMutator
{
    /// <summary>A damaged copy; null where this way does not fit the file.</summary>
    byte[]? Damage(byte[] seed, Random random);
}
