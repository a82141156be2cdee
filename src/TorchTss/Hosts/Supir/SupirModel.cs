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
    /// <summary>Loads them, or prepares to load each when its turn comes.</summary>
    /// <param name="sources">Where they are.</param>
    /// <param name="compute">Device and dtype.</param>
    /// <param name="settings">One at a time or not; only the autoencoder now for the first stage alone.</param>
    /// <exception cref="UserException">Weights that are missing or do not fit.</exception>
    public static SupirModel Load(SupirSources sources, Compute compute, RunSettings settings)
    {
        var keep = !settings.LowMemory;
        var codec = CodecCompute.Of(sources.Configs.Autoencoder, compute);
        var autoencoder = new NetworkSlot<SupirAutoencoder>(() => sources.LoadAutoencoder(codec), keep);
        var model = new SupirModel(
            new(() => sources.LoadUNet(compute), keep), new(() => sources.LoadControl(compute), keep),
            new SupirCodec(autoencoder, sources.Configs.Autoencoder), Math.Max(sources.Configs.UNet.Levels, sources.Configs.Control.Levels),
            sources.Configs.UNet.VectorChannels);
        try
        {
            autoencoder.Open();
            if (settings.Stage1Only) return model;
            model.UNet.Open();
            model.Control.Open();
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
