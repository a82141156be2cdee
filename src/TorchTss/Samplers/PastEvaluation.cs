using TorchSharp;

namespace TorchTss.Samplers;

/// <summary>What a multistep solver remembers of one earlier step.</summary>
/// <param name="Sample">[B, C, h, w]: x at the start of that step, corrected where the solver corrects.</param>
/// <param name="Denoised">[B, C, h, w]: x0 found there.</param>
public sealed record PastEvaluation(torch.Tensor Sample, torch.Tensor Denoised);
