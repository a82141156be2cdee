using TorchSharp;

namespace TorchTss.Samplers;

/// <summary>The last few evaluations of a run; owned by the loop, which disposes what no solver reads any more.</summary>
internal sealed class SamplerHistory(int depth) : IDisposable
{
    private readonly SortedDictionary<int, PastEvaluation> _byStep = [];

    /// <summary>The evaluation of step <paramref name="index"/>.</summary>
    public PastEvaluation Of(int index) => _byStep[index];

    /// <summary>Keeps an evaluation until step <paramref name="index"/> + depth has been taken.</summary>
    public void Remember(int index, torch.Tensor sample, torch.Tensor denoised)
    {
        if (_byStep.Remove(index, out var replaced)) Drop(replaced);
        _byStep[index] = new PastEvaluation(sample.alias().DetachFromDisposeScope(), denoised.alias().DetachFromDisposeScope());
        while (_byStep.First() is var (oldest, evaluation) && oldest < index - depth)
        {
            _byStep.Remove(oldest);
            Drop(evaluation);
        }
    }

    public void Dispose()
    {
        foreach (var evaluation in _byStep.Values) Drop(evaluation);
        _byStep.Clear();
    }

    private static void Drop(PastEvaluation evaluation)
    {
        evaluation.Sample.Dispose();
        evaluation.Denoised.Dispose();
    }
}
