using TorchSharp;

namespace TorchTss.Experiments.Frequency;

/// <summary>The result of the long uniform run: what results of few steps are compared with.</summary>
/// <param name="Planes">[C, H, W] float64; owned.</param>
/// <param name="Energies">E_b of them.</param>
/// <param name="Variances">Of every patch.</param>
internal sealed record LongRun(torch.Tensor Planes, ScopeEnergies Energies, double[] Variances) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Planes.Dispose();
}
