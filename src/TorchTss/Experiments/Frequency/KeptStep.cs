using TorchSharp;

namespace TorchTss.Experiments.Frequency;

/// <summary>What is kept of a step until the run is over.</summary>
/// <param name="Signal">[1, 4, h, w]: the latent that is analysed; owned.</param>
/// <param name="Preview">[1, 4, h, w]: the clean prediction, where it is to be shown; owned.</param>
/// <param name="Timesteps">Means over the picture and its patches.</param>
/// <param name="Map">The timestep map as a picture file; null without SDS.</param>
internal sealed record KeptStep(torch.Tensor? Signal, torch.Tensor? Preview, double[] Timesteps, byte[]? Map) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        Signal?.Dispose();
        Preview?.Dispose();
    }
}
