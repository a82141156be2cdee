using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchTss.Networks.Tiling;

/// <summary>One tile on its way through a network, from norm to norm.</summary>
/// <remarks>Its tensors belong to the scope in which it was made and is advanced, until they are detached.</remarks>
/// <param name="steps">The network.</param>
/// <param name="start">What it is given; disposed on the way.</param>
internal sealed class NormWalk(IReadOnlyList<NetworkStep> steps, Tensor start) : IDisposable
{
    private Tensor? _kept;
    private int _next, _norms;

    /// <summary>What it has become: the answer, once <see cref="Advance"/> said so. The caller disposes that.</summary>
    public Tensor X { get; private set; } = start;

    /// <summary>Goes on until it needs statistics that are not there.</summary>
    /// <param name="known">Those of the first norms.</param>
    /// <returns>The norm it waits at; null at the end.</returns>
    public GroupNorm? Advance(IReadOnlyList<NormStatistics> known)
    {
        for (; _next < steps.Count; _next++)
        {
            if (steps[_next] is NetworkStep.Normalise { Norm: var norm } && _norms == known.Count) return norm;
            Take(steps[_next], known);
        }
        return null;
    }

    /// <summary>Takes its tensors out of every scope: whoever holds it disposes it.</summary>
    public void Detach()
    {
        X.DetachFromDisposeScope();
        _kept?.DetachFromDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        X.Dispose();
        _kept?.Dispose();
    }

    private void Take(NetworkStep step, IReadOnlyList<NormStatistics> known)
    {
        using var scope = NewDisposeScope();
        switch (step)
        {
            case NetworkStep.Keep keep:
                var kept = keep.Of(X);
                _kept = ReferenceEquals(kept, X) ? X : kept.MoveToOuterDisposeScope();
                break;
            case NetworkStep.Normalise { Norm: var norm }:
                Replace(known[_norms++].Apply(norm, X));
                break;
            case NetworkStep.Apply apply:
                Replace(apply.Of(X));
                break;
            case NetworkStep.AddKept { Divisor: var divisor }:
                X.add_(_kept!);
                _kept!.Dispose();
                _kept = null;
                if (divisor != 1) X.div_(divisor);
                break;
        }
    }

    private void Replace(Tensor next)
    {
        if (!ReferenceEquals(X, _kept)) X.Dispose();
        X = next.MoveToOuterDisposeScope();
    }
}
