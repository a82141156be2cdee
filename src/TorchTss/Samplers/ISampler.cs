using TorchSharp;

namespace TorchTss.Samplers;

/// <summary>One step of a solver between two noise levels, each a map that broadcasts against the latent.</summary>
/// <remarks>A sampler holds options and no state; history and noise travel in the step. Every sampler works in σ-space (x = x0 + σ·noise), where a
/// step of zero length leaves x as it is to the bit (UniPC still corrects the interval before it) and a step to σ = 0 ends on x0.</remarks>
public interface ISampler
{
    /// <summary>How many past evaluations the solver reads: 0 for one-step solvers.</summary>
    int HistoryDepth => 0;

    /// <summary>x at <c>step.To</c>.</summary>
    /// <param name="x">[B, C, h, w] float32 at <c>step.From</c>.</param>
    /// <param name="step">The levels, the history and the noise of this step.</param>
    /// <param name="denoise">The model.</param>
    torch.Tensor Step(torch.Tensor x, SamplerStep step, Denoise denoise);
}
