using TorchSharp.Utils;
using TorchTss.Networks.Tiling;

namespace TorchTss.Networks.Supir;

/// <summary>SDXL's autoencoder with SUPIR's second encoder, which removes a picture's degradation on the way.</summary>
/// <remarks>Keys of diffusers AutoencoderKL; <c>denoise_encoder</c> has those of <c>encoder</c> and shares <c>quant_conv</c>. supir.md 1.4.</remarks>
internal sealed class SupirAutoencoder : Autoencoder
{
    [ComponentName(Name = "denoise_encoder")] private readonly Encoder _denoiseEncoder;

    public SupirAutoencoder(AutoencoderConfig config) : base(config, nameof(SupirAutoencoder))
    {
        _denoiseEncoder = new Encoder(config);
        RegisterComponents();
    }

    /// <summary>What the latent of a degraded picture's clean original may be. SUPIR takes the mean.</summary>
    /// <param name="picture">[B, 3, H, W] in −1..1, sides of f or more, of any type and on any device.</param>
    /// <param name="tiling">How large pictures are cut; null: not at all.</param>
    /// <returns>[B, z, h, w] in the picture's type and on its device.</returns>
    public Posterior EncodeDenoised(TileSource picture, IAutoencoderTiling? tiling) => Encode(_denoiseEncoder, picture, tiling);
}
