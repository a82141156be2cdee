using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Networks;

/// <summary>Pictures to latents and back. The scaling factor is the caller's: <see cref="AutoencoderConfig.ScalingFactor"/>.</summary>
/// <remarks>Keys and numbers of diffusers AutoencoderKL. Callers hold <c>no_grad</c>.</remarks>
internal sealed class Autoencoder : Module
{
    [ComponentName(Name = "encoder")] private readonly Encoder _encoder;
    [ComponentName(Name = "decoder")] private readonly Decoder _decoder;
    [ComponentName(Name = "quant_conv")] private readonly Conv2d? _quant;
    [ComponentName(Name = "post_quant_conv")] private readonly Conv2d? _postQuant;

    public Autoencoder(AutoencoderConfig config) : base(nameof(Autoencoder))
    {
        Config = config;
        (_encoder, _decoder) = (new Encoder(config), new Decoder(config));
        _quant = config.QuantConv ? Conv2d(2 * config.LatentChannels, 2 * config.LatentChannels, 1) : null;
        _postQuant = config.PostQuantConv ? Conv2d(config.LatentChannels, config.LatentChannels, 1) : null;
        RegisterComponents();
    }

    /// <summary>The shape it was built with.</summary>
    public AutoencoderConfig Config { get; }

    /// <summary>What a picture's latent may be.</summary>
    /// <param name="picture">[B, 3, H, W] in −1..1, sides of f or more.</param>
    /// <param name="tiles">Cut pictures that are larger than this; null: never.</param>
    public Posterior Encode(Tensor picture, AutoencoderTiles? tiles = null)
    {
        using var scope = NewDisposeScope();
        var moments = tiles is not null && Exceeds(picture, tiles.Picture)
            ? Tiled(picture, Moments, tiles.Picture, tiles.Latent, tiles.Overlap)
            : Moments(picture);
        var posterior = Posterior.Of(moments);
        return new Posterior(posterior.Mean.MoveToOuterDisposeScope(), posterior.LogVariance.MoveToOuterDisposeScope());
    }

    /// <summary>The picture of a latent.</summary>
    /// <param name="latent">[B, z, h, w], already divided by the scaling factor.</param>
    /// <param name="tiles">Cut latents that are larger than this; null: never.</param>
    /// <returns>[B, 3, f·h, f·w], about −1..1 and not clamped.</returns>
    public Tensor Decode(Tensor latent, AutoencoderTiles? tiles = null)
    {
        using var scope = NewDisposeScope();
        var picture = tiles is not null && Exceeds(latent, tiles.Latent)
            ? Tiled(latent, Picture, tiles.Latent, tiles.Picture, tiles.Overlap)
            : Picture(latent);
        return picture.MoveToOuterDisposeScope();
    }

    private static bool Exceeds(Tensor x, int side) => x.size(2) > side || x.size(3) > side;

    private static Tensor Tiled(Tensor x, Func<Tensor, Tensor> network, int sideIn, int sideOut, double overlap)
    {
        var (step, fade) = ((int)(sideIn * (1 - overlap)), (int)(sideOut * overlap));       // both towards zero, as int() rounds
        return TileBlending.Run(x, network, sideIn, step, fade, keep: sideOut - fade);
    }

    private Tensor Moments(Tensor picture)
    {
        using var scope = NewDisposeScope();
        var moments = _encoder.call(picture);
        return (_quant?.call(moments) ?? moments).MoveToOuterDisposeScope();
    }

    private Tensor Picture(Tensor latent)
    {
        using var scope = NewDisposeScope();
        return _decoder.call(_postQuant?.call(latent) ?? latent).MoveToOuterDisposeScope();
    }
}
