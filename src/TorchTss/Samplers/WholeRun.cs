using TorchTss.Runtime;
using TorchTss.Schedules;
using static TorchSharp.torch;

namespace TorchTss.Samplers;

/// <summary>Steps on the whole latent.</summary>
internal sealed class WholeRun(SamplingSchedule schedule, SamplerHistory history, INoise noise) : IStepSource
{
    /// <inheritdoc/>
    public NoiseLevel From(int step) => schedule.Steps[step].From;

    /// <inheritdoc/>
    public NoiseLevel To(int step) => schedule.Steps[step].To;

    /// <inheritdoc/>
    public PastEvaluation Past(int step) => history.Of(step);

    /// <inheritdoc/>
    public void Remember(int step, Tensor sample, Tensor denoised) => history.Remember(step, sample, denoised);

    /// <inheritdoc/>
    public Tensor Noise(int step, Tensor x)
    {
        using var scope = NewDisposeScope();
        return noise.Draw($"step.{step}", x.shape).to(x.dtype).to(x.device).MoveToOuterDisposeScope();
    }
}
