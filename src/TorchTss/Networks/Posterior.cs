using static TorchSharp.torch;

namespace TorchTss.Networks;

/// <summary>The diagonal Gaussian that the encoder says a latent comes from.</summary>
/// <param name="Mean">[B, z, h, w]; also its mode.</param>
/// <param name="LogVariance">[B, z, h, w], clamped to −30..20.</param>
internal sealed record Posterior(Tensor Mean, Tensor LogVariance)
{
    /// <summary>From the moments [B, 2z, h, w]: mean first, then log variance.</summary>
    public static Posterior Of(Tensor moments)
    {
        using var scope = NewDisposeScope();
        var (mean, logVariance) = moments.chunk(2, 1) is [var first, var second] ? (first, second) : default;
        return new Posterior(mean.contiguous().MoveToOuterDisposeScope(), logVariance.clamp(-30, 20).MoveToOuterDisposeScope());
    }

    /// <summary>Hands it to the scope around the caller's.</summary>
    public Posterior MoveToOuterDisposeScope() => new(Mean.MoveToOuterDisposeScope(), LogVariance.MoveToOuterDisposeScope());

    /// <summary>The standard deviation, exp(log variance / 2).</summary>
    public Tensor Deviation()
    {
        using var scope = NewDisposeScope();
        return (LogVariance * 0.5).exp_().MoveToOuterDisposeScope();
    }

    /// <summary>A draw: mean + deviation · noise.</summary>
    /// <param name="noise">[B, z, h, w] standard normal.</param>
    public Tensor Sample(Tensor noise)
    {
        using var scope = NewDisposeScope();
        return Deviation().mul_(noise).add_(Mean).MoveToOuterDisposeScope();
    }
}
