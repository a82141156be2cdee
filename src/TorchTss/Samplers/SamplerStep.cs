using TorchSharp;
using TorchTss.Runtime;
using TorchTss.Schedules;

namespace TorchTss.Samplers;

/// <summary>Everything a sampler may know about the step it takes.</summary>
public sealed class SamplerStep
{
    private readonly SamplingSchedule _schedule;
    private readonly SamplerHistory _history;
    private readonly INoise _noise;

    internal SamplerStep(int index, SamplingSchedule schedule, torch.Tensor start, SamplerHistory history, INoise noise) =>
        (Index, _schedule, Start, _history, _noise) = (index, schedule, start, history, noise);

    /// <summary>k, counted from 0. Tests for first and last use this, never a tensor's value.</summary>
    public int Index { get; }

    /// <summary>N.</summary>
    public int Count => _schedule.Count;

    /// <summary>Whether this is step N−1.</summary>
    public bool IsLast => Index == Count - 1;

    /// <summary>The level at the start of the step.</summary>
    public NoiseLevel From => _schedule.Steps[Index].From;

    /// <summary>The level at its end.</summary>
    public NoiseLevel To => _schedule.Steps[Index].To;

    /// <summary>x as the step began, before any churn.</summary>
    public torch.Tensor Start { get; }

    /// <summary>The level at the start of step k − <paramref name="back"/>; 0 is this step.</summary>
    public NoiseLevel Earlier(int back) => _schedule.Steps[Index - back].From;

    /// <summary>The evaluation of step k − <paramref name="back"/>, back = 1 … <see cref="ISampler.HistoryDepth"/>.</summary>
    public PastEvaluation Past(int back) => _history.Of(Index - back);

    /// <summary>Keeps this step's evaluation for the steps to come.</summary>
    /// <param name="sample">[B, C, h, w]: x at the start of this step, corrected where the solver corrects.</param>
    /// <param name="denoised">[B, C, h, w]: x0 found there.</param>
    public void Remember(torch.Tensor sample, torch.Tensor denoised) => _history.Remember(Index, sample, denoised);

    /// <summary>The step's one noise tensor (<c>step.k</c>), shaped and placed like <paramref name="x"/>.</summary>
    public torch.Tensor Noise(torch.Tensor x) => _noise.Draw($"step.{Index}", x.shape).to(x.dtype).to(x.device);

    /// <summary>Where the step has no length: neither σ nor the timestep changes, as repeated timesteps make it.</summary>
    /// <remarks>A run that ends on the σ of its last timestep still takes that step: its end has no timestep.</remarks>
    /// <returns>bool, shaped like the levels, on the CPU.</returns>
    public torch.Tensor Empty()
    {
        using var scope = torch.NewDisposeScope();
        return ((From.Sigma == To.Sigma) & (From.Timestep == To.Timestep)).MoveToOuterDisposeScope();
    }

    /// <summary><paramref name="moved"/> where the step has a length;
    /// <paramref name="x"/> to the bit where it has none, whatever the solver made of it.</summary>
    /// <param name="x">[B, C, h, w]: the sample that the solver set out from.</param>
    /// <param name="moved">[B, C, h, w]: where it arrived.</param>
    public torch.Tensor Hold(torch.Tensor x, torch.Tensor moved)
    {
        using var scope = torch.NewDisposeScope();
        return torch.where(Empty().to(x.device), x, moved).MoveToOuterDisposeScope();
    }
}
