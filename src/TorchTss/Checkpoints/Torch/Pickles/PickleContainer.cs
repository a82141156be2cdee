using static System.FormattableString;

namespace TorchTss.Checkpoints.Torch.Pickles;

/// <summary>A value that holds values; knows how deep they go, so that nobody who walks through them runs out of stack.</summary>
/// <remarks>A container may reach itself: whoever walks down must count.</remarks>
internal abstract class PickleContainer
{
    /// <summary>How many levels of containers a pickle may nest.</summary>
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
