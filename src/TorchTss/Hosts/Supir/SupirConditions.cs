using TorchSharp;

namespace TorchTss.Hosts.Supir;

/// <summary>What SUPIR's networks are told of one picture.</summary>
/// <param name="Guide">[1, 4, h, w] float32: z_LQ, the latent of the denoising encoder. The control network's hint, never scaled.</param>
/// <param name="Center">[1, 4, h, w] float32: z_S1, the latent of the first-stage picture that restoration guidance draws to; null without it.</param>
/// <param name="Text">[1|2, M, C]: with guidance the unconditional half first.</param>
/// <param name="Vector">[1|2, V]: pooled text and sizes.</param>
internal sealed record SupirConditions(torch.Tensor Guide, torch.Tensor? Center, torch.Tensor Text, torch.Tensor Vector)
{
    /// <summary>Whether there is an unconditional half.</summary>
    public bool IsGuided => Text.size(0) > 1;
}
