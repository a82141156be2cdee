using TorchSharp;
using TorchTss.Samplers;

namespace TorchTss.Hosts;

/// <summary>What the sampling loop needs of a host for one picture. A host that has to know more when it finishes derives from it.</summary>
/// <param name="Denoise">The model, with everything known about the picture closed in.</param>
/// <param name="Start">[1, 4, h, w] float32 in σ-space: the noisy start.</param>
public record HostTask(Denoise Denoise, torch.Tensor Start);
