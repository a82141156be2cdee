namespace TorchTss.Checkpoints.Torch.Pickles;

/// <summary>A pickle that mentions a name outside the table; <see cref="Unpickler"/> adds the place and makes a sentence of it.</summary>
/// <param name="name">The name as Python 3 spells it.</param>
/// <param name="written">The name as the file spells it, where that may be another.</param>
internal sealed class PickleRefusal(string name, string? written = null) : Exception(name)
{
    /// <summary>For the sentence: the name, and the file's own spelling where that is another.</summary>
    public string Shown { get; } = written is null || written == name ? PickleText.Quoted(name)
        : $"{PickleText.Quoted(name)} (written {PickleText.Quoted(written)})";
}
