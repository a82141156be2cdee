using TorchTss.Imaging;
using TorchTss.Networks;
using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Hosts;

/// <summary>Pictures to scaled latents and back, in tiles where asked for.</summary>
/// <remarks>Latents are float32 on the networks' device whatever the autoencoder computes in.</remarks>
internal sealed class LatentCodec(NetworkSlot<Autoencoder> autoencoder, AutoencoderConfig config, Compute compute) : IDisposable
{
    /// <summary>The network itself, in its own units.</summary>
    public NetworkSlot<Autoencoder> Autoencoder => autoencoder;

    /// <summary>f: pixels per latent position along one side.</summary>
    public int Factor => config.Factor;

    /// <summary>The mean of what the encoder says, times the scaling factor.</summary>
    /// <param name="picture">Sides that are multiples of f.</param>
    /// <param name="tile">Side of a tile in pixels; 0: whole.</param>
    /// <returns>[1, z, h, w] float32.</returns>
    public Tensor Encode(Image8 picture, int tile)
    {
        using var scope = NewDisposeScope();
        var image = Signed(picture).to(compute.Dtype).to(compute.Device);
        var posterior = autoencoder.Use(a => a.Encode(image, Tiles(tile)));
        return (posterior.Mean.to(float32) * config.ScalingFactor).MoveToOuterDisposeScope();
    }

    /// <summary>The picture of a scaled latent.</summary>
    /// <param name="latent">[1, z, h, w] float32.</param>
    /// <param name="tile">Side of a tile in pixels; 0: whole.</param>
    /// <returns>[1, 3, H, W] float32 on the CPU, about −1..1, not clamped.</returns>
    public Tensor Decode(Tensor latent, int tile)
    {
        using var scope = NewDisposeScope();
        var unscaled = (latent / config.ScalingFactor).to(compute.Dtype);
        var picture = autoencoder.Use(a => a.Decode(unscaled, Tiles(tile)));
        return picture.to(float32).to(CPU).MoveToOuterDisposeScope();
    }

    /// <summary>[1, 3, H, W] float32 in −1..1.</summary>
    public static Tensor Signed(Image8 picture)
    {
        using var scope = NewDisposeScope();
        return ImageTensor.From(picture).mul_(2).sub_(1).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose() => autoencoder.Dispose();

    private AutoencoderTiles? Tiles(int tile) => tile == 0 ? null : new AutoencoderTiles(tile / Factor * Factor, tile / Factor);
}
