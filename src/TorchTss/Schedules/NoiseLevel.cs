using TorchSharp;

namespace TorchTss.Schedules;

/// <summary>How noisy each latent position is: its σ, and the timestep that the network is told.</summary>
/// <param name="Sigma">[1|B, 1, h|1, w|1] float64 on the CPU: σ = √((1−ᾱ)/ᾱ); 0 is clean. 1×1 for the same level everywhere.</param>
/// <param name="Timestep">Same shape, float64: 0-based table index, possibly fractional; <see cref="EndTimestep"/> where a run ends.</param>
public sealed record NoiseLevel(torch.Tensor Sigma, torch.Tensor Timestep) : IDisposable
{
    /// <summary>The timestep of a level that a run ends on and no network is asked at.</summary>
    public const double EndTimestep = -1;

    /// <summary>The same level at every position.</summary>
    public static NoiseLevel Uniform(double sigma, double timestep) => new(
        torch.full([1, 1, 1, 1], sigma, torch.float64).DetachFromDisposeScope(),
        torch.full([1, 1, 1, 1], timestep, torch.float64).DetachFromDisposeScope());

    /// <summary>The end of every run: σ = 0 everywhere.</summary>
    public static NoiseLevel Clean() => Uniform(0, EndTimestep);

    /// <inheritdoc/>
    public void Dispose()
    {
        Sigma.Dispose();
        Timestep.Dispose();
    }
}
