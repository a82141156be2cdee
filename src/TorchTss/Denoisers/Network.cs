using TorchSharp;

namespace TorchTss.Denoisers;

/// <summary>A denoising network, seen from outside: what it predicts depends on its prediction type.</summary>
/// <param name="input">[B, C, h, w] float32: the latent scaled to unit variance, x/√(σ²+1).</param>
/// <param name="timestep">[1|B, 1, h|1, w|1] float64 on the CPU: table index per position.</param>
/// <returns>[B, C, h, w] float32.</returns>
public delegate torch.Tensor Network(torch.Tensor input, torch.Tensor timestep);
