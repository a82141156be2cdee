using TorchTss.Imaging;
using TorchTss.Networks;
using TorchTss.Networks.Tiling;
using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Hosts;

/// <summary>Pictures to scaled latents and back, in tiles where asked for.</summary>
/// <remarks>Latents are float32 on the networks' device whatever the autoencoder computes in. In tiles, neither a picture's floats nor its features
/// are ever there as a whole: tiles are cut from the bytes and written into the result.</remarks>
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
        using var source = TileSource.Of(picture);
        var posterior = autoencoder.Use(a => a.Encode(source, Tiling(tile)));
        return (posterior.Mean * config.ScalingFactor).to(compute.Device).MoveToOuterDisposeScope();
    }

    /// <summary>The picture of a scaled latent.</summary>
    /// <param name="latent">[1, z, h, w] float32.</param>
    /// <param name="tile">Side of a tile in pixels; 0: whole.</param>
    /// <returns>[1, 3, H, W] float32 on the CPU, about −1..1, not clamped.</returns>
    public Tensor Decode(Tensor latent, int tile)
    {
        using var scope = NewDisposeScope();
        using var source = TileSource.Of((latent / config.ScalingFactor).to(float32).to(CPU));
        return autoencoder.Use(a => a.Decode(source, Tiling(tile))).MoveToOuterDisposeScope();
    }

    /// <summary>[1, 3, H, W] float32 in −1..1.</summary>
    public static Tensor Signed(Image8 picture)
    {
        using var scope = NewDisposeScope();
        return ImageTensor.From(picture).mul_(2).sub_(1).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose() => autoencoder.Dispose();

    private OverlapTiling? Tiling(int tile) => tile == 0 ? null : new(new TilingOptions { EncoderTile = tile, DecoderTile = tile / Factor });
}
