using TorchTss.Runtime;

namespace TorchTss.Hosts.Texts;

/// <summary>No text at all: the host was opened for something that needs none.</summary>
internal sealed class NoTextStates : ITextStates
{
    /// <inheritdoc/>
    public void Expect(IReadOnlyCollection<RunSettings> runs)
    {
        if (runs.Count > 0) throw Missing();
    }

    /// <inheritdoc/>
    public TextPair For(RunSettings resolved) => throw Missing();

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private static UsageException Missing() => new("--stage1-only: the model was opened for the first stage alone; open it without, to sample");
}
