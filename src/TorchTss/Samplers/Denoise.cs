using TorchSharp;

namespace TorchTss.Samplers;

/// <summary>The one thing that a sampler sees of a model: its estimate of the clean latent.</summary>
/// <param name="x">[B, C, h, w] float32 in σ-space: x = x0 + σ·noise.</param>
/// <param name="sigma">[1|B, 1, h|1, w|1] float64 on the CPU: the noise in <paramref name="x"/>;
/// the very object <c>step.From.Sigma</c> unless the sampler raised it.</param>
/// <param name="step">Which step this is.</param>
/// <returns>[B, C, h, w] float32: x0.</returns>
public delegate torch.Tensor Denoise(torch.Tensor x, torch.Tensor sigma, SamplerStep step);
