using TorchSharp;

namespace TorchTss.Samplers;

/// <summary>The last few evaluations of a run; owned by the loop, which disposes what no solver reads any more.</summary>
internal sealed class SamplerHistory(int depth) : IDisposable
{
    private readonly LinkedList<PastEvaluation> _past = new();

    public PastEvaluation Past(int back) => _past.ElementAt(back - 1);

    public void Remember(torch.Tensor sample, torch.Tensor denoised)
    {
        _past.AddFirst(new PastEvaluation(sample.alias().DetachFromDisposeScope(), denoised.alias().DetachFromDisposeScope()));
        // One more than the depth: the evaluation of the running step stands first.
        while (_past.Count > depth + 1) DropOldest();
    }

    public void Dispose()
    {
        while (_past.Count > 0) DropOldest();
    }

    private void DropOldest()
    {
        var (sample, denoised) = _past.Last!.Value;
        _past.RemoveLast();
        sample.Dispose();
        denoised.Dispose();
    }
}
