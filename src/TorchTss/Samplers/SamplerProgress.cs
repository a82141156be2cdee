using TorchSharp;

namespace TorchTss.Samplers;

/// <summary>A finished step.</summary>
/// <param name="Index">k, counted from 0.</param>
/// <param name="Count">N.</param>
/// <param name="Elapsed">What the step took.</param>
/// <param name="LowestTimestep">The smallest table index that the network was to be told in this step.</param>
/// <param name="HighestTimestep">The largest.</param>
/// <param name="Latent">[B, C, h, w]: x after the step, σ-space. Alive during the report only; clone what you keep.</param>
/// <param name="Denoised">[B, C, h, w]: the step's x0, for previews. Alive during the report only.</param>
public sealed record SamplerProgress(
    int Index, int Count, TimeSpan Elapsed, double LowestTimestep, double HighestTimestep, torch.Tensor Latent, torch.Tensor Denoised);
