using TorchSharp.Modules;
using TorchSharp.Utils;
using TorchTss.Networks.Tiling;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Networks;

/// <summary>Pictures to latents and back. The scaling factor is the caller's: <see cref="AutoencoderConfig.ScalingFactor"/>.</summary>
/// <remarks>Keys and numbers of diffusers AutoencoderKL. Callers hold <c>no_grad</c>.</remarks>
internal class Autoencoder : Module
{
    [ComponentName(Name = "encoder")] private protected readonly Encoder _encoder;
    [ComponentName(Name = "decoder")] private protected readonly Decoder _decoder;
    [ComponentName(Name = "quant_conv")] private protected readonly Conv2d? _quant;
    [ComponentName(Name = "post_quant_conv")] private protected readonly Conv2d? _postQuant;

    public Autoencoder(AutoencoderConfig config) : this(config, nameof(Autoencoder)) => RegisterComponents();

    /// <summary>For an autoencoder with more children: it registers all of them when it has made its own.</summary>
    private protected Autoencoder(AutoencoderConfig config, string name) : base(name)
    {
        Config = config;
        (_encoder, _decoder) = (new Encoder(config), new Decoder(config));
        var embedded = config.EmbeddedChannels ?? config.LatentChannels;
        _quant = config.QuantConv ? Conv2d(config.EncodedChannels, 2 * embedded, 1) : null;
        _postQuant = config.PostQuantConv ? Conv2d(embedded, config.LatentChannels, 1) : null;
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
            ? Tiled(picture, Moments, side => side / Config.Factor, tiles.Picture, tiles.Latent, tiles.Overlap)
            : Moments(picture);
        return Posterior.Of(moments).MoveToOuterDisposeScope();
    }

    /// <summary>What a picture's latent may be.</summary>
    /// <param name="picture">[B, 3, H, W] in −1..1, sides of f or more, of any type and on any device.</param>
    /// <param name="tiling">How large pictures are cut; null: not at all.</param>
    /// <returns>[B, z, h, w] in the picture's type and on its device.</returns>
    public Posterior Encode(TileSource picture, IAutoencoderTiling? tiling) => Encode(_encoder, picture, tiling);

    /// <summary>The picture of a latent.</summary>
    /// <param name="latent">[B, z, h, w], already divided by the scaling factor.</param>
    /// <param name="tiles">Cut latents that are larger than this; null: never.</param>
    /// <returns>[B, 3, f·h, f·w], about −1..1 and not clamped.</returns>
    public Tensor Decode(Tensor latent, AutoencoderTiles? tiles = null)
    {
        using var scope = NewDisposeScope();
        var picture = tiles is not null && Exceeds(latent, tiles.Latent)
            ? Tiled(latent, Picture, side => side * Config.Factor, tiles.Latent, tiles.Picture, tiles.Overlap)
            : Picture(latent);
        return picture.MoveToOuterDisposeScope();
    }

    /// <summary>The picture of a latent.</summary>
    /// <param name="latent">[B, z, h, w], already divided by the scaling factor, of any type and on any device.</param>
    /// <param name="tiling">How large latents are cut; null: not at all.</param>
    /// <returns>[B, 3, f·h, f·w], about −1..1 and not clamped, in the latent's type and on its device.</returns>
    public Tensor Decode(TileSource latent, IAutoencoderTiling? tiling) => TiledBands.Whole(DecodeBands(latent, tiling), (long)latent.Height * Config.Factor);

    /// <summary>The same in bands from top to bottom, as they are done.</summary>
    /// <param name="latent">See <see cref="Decode(TileSource, IAutoencoderTiling?)"/>; it must live as long as bands are asked for, and so must this.</param>
    /// <param name="tiling">How large latents are cut; null: not at all, and there is one band.</param>
    /// <returns>[B, 3, rows, f·w] each, in no dispose scope: whoever asks disposes them.</returns>
    public IEnumerable<Tensor> DecodeBands(TileSource latent, IAutoencoderTiling? tiling)
    {
        var part = AutoencoderPart.Of(_decoder, Config);
        using var values = Shaped(latent).DetachFromDisposeScope();
        using var shaped = TileSource.Of(values);
        foreach (var band in tiling?.Bands(part, shaped) ?? part.WholeBand(shaped)) yield return band;
    }

    /// <summary>What one of its encoders says about a picture.</summary>
    private protected Posterior Encode(Encoder encoder, TileSource picture, IAutoencoderTiling? tiling)
    {
        using var scope = NewDisposeScope();
        var moments = Run(AutoencoderPart.Of(encoder, Config), picture, tiling);
        return Posterior.Of(_quant is null ? moments : Pointwise(_quant, moments)).MoveToOuterDisposeScope();
    }

    private static Tensor Run(AutoencoderPart part, TileSource source, IAutoencoderTiling? tiling) =>
        tiling?.Run(part, source) ?? part.Whole(source);

    /// <summary>All of a latent as the decoder takes it.</summary>
    private Tensor Shaped(TileSource latent)
    {
        using var scope = NewDisposeScope();
        var values = latent.Cut(new(0, 0, latent.Width, latent.Height), latent.Dtype, latent.Device);
        return (_postQuant is null ? values.alias() : Pointwise(_postQuant, values)).MoveToOuterDisposeScope();
    }

    /// <summary>A 1×1 convolution, in its own type and on its own device, of a tensor that keeps both.</summary>
    private static Tensor Pointwise(Conv2d convolution, Tensor x)
    {
        using var scope = NewDisposeScope();
        var weight = convolution.weight!;
        return convolution.call(x.to(weight.dtype, weight.device)).to(x.dtype, x.device).MoveToOuterDisposeScope();
    }

    private static bool Exceeds(Tensor x, int side) => x.size(2) > side || x.size(3) > side;

    private static Tensor Tiled(Tensor x, Func<Tensor, Tensor> network, Func<long, long> length, int sideIn, int sideOut, double overlap)
    {
        using var source = TileSource.Of(x);
        var (step, fade) = ((int)(sideIn * (1 - overlap)), (int)(sideOut * overlap));       // both towards zero, as int() rounds
        return TileBlending.Run(source, window => On(source.Cut(window, x.dtype, x.device)), length, sideIn, step, fade, keep: sideOut - fade);

        Tensor On(Tensor tile)
        {
            var y = network(tile);
            tile.Dispose();
            return y;
        }
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
