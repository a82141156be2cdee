using TorchSharp;
using TorchTss.Hosts;

namespace TorchTss;

/// <summary>What a watcher sees of one iteration; the tensors are alive during the call only.</summary>
/// <param name="Report">Index, count, timesteps, time taken.</param>
/// <param name="Latent">[1, 4, h, w]: x after the step, in σ-space.</param>
/// <param name="Denoised">[1, 4, h, w]: the model's clean prediction x̂0.</param>
/// <param name="Timesteps">[1, 1, h|1, w|1] float64 on the CPU: the map of table indices that the network was told; 1×1 without SDS.</param>
/// <param name="Frame">Input and enlarged picture.</param>
/// <param name="Decode">Either latent as [1, 3, H, W] float32 in 0..1, before colours are fixed; owned by the caller's scope.</param>
public sealed record StepView(
    StepReport Report, torch.Tensor Latent, torch.Tensor Denoised, torch.Tensor Timesteps, Frame Frame, Func<torch.Tensor, torch.Tensor> Decode);
