using TorchSharp;
using TorchTss.Samplers;

namespace TorchTss.Hosts.Supir;

/// <summary>A picture that is being restored, with what the end needs of the beginning.</summary>
/// <param name="Denoise">The model.</param>
/// <param name="Start">The noisy start.</param>
/// <param name="Guide">[1, 4, h, w]: z_LQ, whose picture is what colours are taken from.</param>
internal sealed record SupirTask(Denoise Denoise, torch.Tensor Start, torch.Tensor Guide) : HostTask(Denoise, Start);
