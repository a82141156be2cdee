using TorchTss.Runtime;

namespace TorchTss.Hosts.Texts;

/// <summary>Where a host takes text states from.</summary>
internal interface ITextStates : IDisposable
{
    /// <summary>Makes ready what these runs will ask for.</summary>
    /// <param name="runs">Resolved settings.</param>
    /// <exception cref="UserException">Text encoders that cannot be loaded.</exception>
    void Expect(IReadOnlyCollection<RunSettings> runs);

    /// <summary>The states of a run; they live as long as this does, or as the caller's scope.</summary>
    /// <param name="resolved">Resolved settings.</param>
    TextPair For(RunSettings resolved);
}
