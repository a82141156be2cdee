using TorchTss.Imaging;
using TorchTss.Networks;
using TorchTss.Networks.Supir;
using TorchTss.Networks.Tiling;
using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Hosts.Supir;

/// <summary>SUPIR's three ways between pictures and scaled latents.</summary>
/// <remarks>supir.md 1.4. Latents are float32 on the networks' device, pictures float32 on the CPU, whatever the autoencoder computes in.
/// In tiles, nothing but the result is ever there as a whole.</remarks>
/// <param name="autoencoder">The network.</param>
/// <param name="config">Its shape.</param>
/// <param name="compute">Where it runs.</param>
/// <param name="tiling">How large pictures are cut, <c>merged</c> for the official SUPIR's tiles; null: not at all.</param>
internal sealed class SupirCodec(
    NetworkSlot<SupirAutoencoder> autoencoder, AutoencoderConfig config, Compute compute, IAutoencoderTiling? tiling) : IDisposable
{
    /// <summary>f: pixels per latent position along one side.</summary>
    public int Factor => config.Factor;

    /// <summary>zLQ: the mean of what the denoising encoder says about the degraded picture.</summary>
    /// <param name="picture">Sides of f or more; its bytes are read tile by tile.</param>
    /// <returns>[1, z, h, w] float32.</returns>
    public Tensor EncodeDenoised(Image8 picture)
    {
        using var scope = NewDisposeScope();
        using var source = TileSource.Of(picture);
        var posterior = autoencoder.Use(a => a.EncodeDenoised(source, tiling));
        return (posterior.Mean * config.ScalingFactor).to(compute.Device).MoveToOuterDisposeScope();
    }

    /// <summary>zS1: a draw of what the ordinary encoder says about a picture.</summary>
    /// <param name="picture">[B, 3, H, W] float32, about −1..1.</param>
    /// <param name="noise">[B, z, h, w] standard normal.</param>
    /// <returns>[B, z, h, w] float32.</returns>
    public Tensor Encode(Tensor picture, Tensor noise)
    {
        using var scope = NewDisposeScope();
        using var source = TileSource.Of(picture);
        var posterior = autoencoder.Use(a => a.Encode(source, tiling));
        var draw = posterior.Sample(noise.to(posterior.Mean.dtype, posterior.Mean.device));
        return (draw * config.ScalingFactor).to(compute.Device).MoveToOuterDisposeScope();
    }

    /// <summary>The picture of a scaled latent.</summary>
    /// <param name="latent">[B, z, h, w] float32.</param>
    /// <returns>[B, 3, f·h, f·w] float32 on the CPU, about −1..1, not clamped.</returns>
    public Tensor Decode(Tensor latent)
    {
        using var scope = NewDisposeScope();
        using var source = TileSource.Of((latent * (1 / config.ScalingFactor)).to(float32).to(CPU));
        return autoencoder.Use(a => a.Decode(source, tiling)).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose() => autoencoder.Dispose();
}
