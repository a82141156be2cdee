using TorchTss.Networks.Supir;
using TorchTss.Runtime;

namespace TorchTss.Hosts.Supir;

/// <summary>SUPIR's networks, each loaded when its turn comes.</summary>
/// <param name="UNet">SDXL's UNet with SUPIR's adaptors.</param>
/// <param name="Control">The control network.</param>
/// <param name="Codec">The autoencoder with both encoders.</param>
/// <param name="Levels">Levels of the deeper of the first two.</param>
/// <param name="VectorChannels">Width of the vector that both are told.</param>
internal sealed record SupirModel(NetworkSlot<LightUNet> UNet, NetworkSlot<GlvControl> Control, SupirCodec Codec, int Levels, int VectorChannels)
    : IDisposable
{
    private const int Sizes = 6;                // height and width of original, crop and target

    /// <summary>Width of the sinusoid of each size, behind a pooled text of some width.</summary>
    public int SizeWidth(long pooled) => (int)(VectorChannels - pooled) / Sizes;

    /// <summary>Loads them, or prepares to load each when its turn comes.</summary>
    /// <param name="sources">Where they are.</param>
    /// <param name="compute">Device and dtype.</param>
    /// <param name="lowMemory">One at a time.</param>
    /// <exception cref="UserException">Weights that are missing or do not fit.</exception>
    public static SupirModel Load(SupirSources sources, Compute compute, bool lowMemory)
    {
        var codec = CodecCompute.Of(sources.Configs.Autoencoder, compute);
        var autoencoder = new NetworkSlot<SupirAutoencoder>(() => sources.LoadAutoencoder(codec), !lowMemory);
        var model = new SupirModel(
            new(() => sources.LoadUNet(compute), !lowMemory), new(() => sources.LoadControl(compute), !lowMemory),
            new SupirCodec(autoencoder, sources.Configs.Autoencoder), Math.Max(sources.Configs.UNet.Levels, sources.Configs.Control.Levels),
            sources.Configs.UNet.VectorChannels);
        try
        {
            model.UNet.Open();
            model.Control.Open();
            autoencoder.Open();
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        UNet.Dispose();
        Control.Dispose();
        Codec.Dispose();
    }
}
