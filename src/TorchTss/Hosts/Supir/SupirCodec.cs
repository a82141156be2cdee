using TorchTss.Imaging;
using TorchTss.Imaging.Rows;
using TorchTss.Networks;
using TorchTss.Networks.Supir;
using TorchTss.Networks.Tiling;
using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Hosts.Supir;

/// <summary>Pictures to scaled latents by SUPIR's two encoders, and back (supir.md 1.4). Latents and pictures are float32 on the CPU.</summary>
internal sealed class SupirCodec(NetworkSlot<SupirAutoencoder> autoencoder, AutoencoderConfig config) : IDisposable
{
    /// <summary>f: pixels per latent position along one side.</summary>
    public int Factor => config.Factor;

    /// <summary>z_LQ: the mean of what the denoising encoder says.</summary>
    /// <param name="picture">Of the working size.</param>
    /// <param name="tiling">How it is cut; null: not at all.</param>
    /// <returns>[1, z, h, w].</returns>
    public Tensor EncodeDenoised(Image8 picture, IAutoencoderTiling? tiling)
    {
        using var scope = NewDisposeScope();
        using var source = TileSource.Of(picture);
        var posterior = autoencoder.Use(a => a.EncodeDenoised(source, tiling));
        return (posterior.Mean * config.ScalingFactor).MoveToOuterDisposeScope();
    }

    /// <summary>A draw from what the ordinary encoder says.</summary>
    /// <param name="picture">[1, 3, H, W] float32, about −1..1.</param>
    /// <param name="noise">[1, z, h, w].</param>
    /// <param name="tiling">How it is cut; null: not at all.</param>
    /// <returns>[1, z, h, w].</returns>
    public Tensor Encode(Tensor picture, Tensor noise, IAutoencoderTiling? tiling)
    {
        using var scope = NewDisposeScope();
        using var source = TileSource.Of(picture);
        var posterior = autoencoder.Use(a => a.Encode(source, tiling));
        return (posterior.Sample(noise) * config.ScalingFactor).MoveToOuterDisposeScope();
    }

    /// <summary>The picture of a latent.</summary>
    /// <param name="latent">[1, z, h, w] float32, any device.</param>
    /// <param name="tiling">How it is cut; null: not at all.</param>
    /// <returns>[1, 3, H, W], about −1..1, not clamped.</returns>
    /// <exception cref="UserException">It overflowed.</exception>
    public Tensor Decode(Tensor latent, IAutoencoderTiling? tiling)
    {
        using var scope = NewDisposeScope();
        using var source = TileSource.Of(1 / config.ScalingFactor * latent.cpu());
        return autoencoder.Use(a => Finite(a.Decode(source, tiling))).MoveToOuterDisposeScope();
    }

    /// <summary>Does something with the pictures of latents that are read row by row, side by side: tiles are decoded when their rows are asked for.</summary>
    /// <param name="latents">[1, z, h, w] float32 each, any device.</param>
    /// <param name="tiling">How they are cut; null: not at all.</param>
    /// <param name="use">What is done; the pictures are gone afterwards.</param>
    public TResult Decode<TResult>(IReadOnlyList<Tensor> latents, IAutoencoderTiling? tiling, Func<IReadOnlyList<IPictureRows>, TResult> use)
    {
        using var scope = NewDisposeScope();
        return autoencoder.Use(network =>
        {
            var pictures = latents.Select(latent => Rows(network, latent, tiling)).ToArray();
            try
            {
                return use(pictures);
            }
            finally
            {
                foreach (var picture in pictures) picture.Dispose();
            }
        });
    }

    private BandedRows Rows(SupirAutoencoder network, Tensor latent, IAutoencoderTiling? tiling)
    {
        var source = TileSource.Of(1 / config.ScalingFactor * latent.cpu());
        return new BandedRows(network.DecodeBands(source, tiling).Select(Finite), source.Height * config.Factor, source.Width * config.Factor);
    }

    private static Tensor Finite(Tensor band)
    {
        try
        {
            NonFinite.Refuse(band, "decoding: the autoencoder left NaN or infinity in the picture");
            return band;
        }
        catch
        {
            band.Dispose();             // nobody else knows of it yet
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => autoencoder.Dispose();
}
