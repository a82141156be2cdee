using TorchSharp;

namespace TorchTss.Networks;

/// <summary>What a denoising network is told besides the latent and the time.</summary>
/// <param name="Text">[B, M, ContextChannels]: the text encoder's states.</param>
/// <param name="Pooled">[B|1, ·]: SDXL's pooled text; null for the others.</param>
/// <param name="TimeIds">[B|1, 6]: SDXL's original height and width, crop top and left, target height and width; null for the others.</param>
internal sealed record Conditioning(torch.Tensor Text, torch.Tensor? Pooled = null, torch.Tensor? TimeIds = null);
