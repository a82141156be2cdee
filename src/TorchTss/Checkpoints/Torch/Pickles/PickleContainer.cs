using static System.FormattableString;

namespace TorchTss.Checkpoints.Torch.Pickles;

/// <summary>A value that holds values; refuses one that went too deep when it was put in.</summary>
/// <remarks>That bounds what is built from the inside out, as every pickler does, and no more: a container that is filled after it was put into
/// another may be deeper than that one knows, and may even reach itself. Whoever walks down must count.</remarks>
internal abstract class PickleContainer
{
    /// <summary>How many levels of containers may be nested, and how many a walker goes down.</summary>
    public const int MaximumDepth = 1000;

    private int _depth = 1;

    /// <summary>Notes that a value is in here now.</summary>
    protected void Admit(object? value)
    {
        if (value is not PickleContainer inner || inner._depth < _depth) return;
        if (inner._depth >= MaximumDepth) throw new PickleFault(Invariant($"values nested deeper than {MaximumDepth}"));
        _depth = inner._depth + 1;
    }
}
