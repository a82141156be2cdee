using TorchTss.Checkpoints;
using TorchTss.Networks;
using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Hosts.ControlNets;

/// <summary>The three networks of a ControlNet pipeline, with configurations that fit together.</summary>
internal sealed class ControlNetModel : IDisposable
{
    private ControlNetModel(UNet unet, ControlNet controlNet, LatentCodec codec) => (UNet, ControlNet, Codec) = (unet, controlNet, codec);

    public UNet UNet { get; }

    public ControlNet ControlNet { get; }

    public LatentCodec Codec { get; }

    /// <summary>Loads them from their folders.</summary>
    /// <exception cref="UserException">Weights that are missing, do not fit their configuration, or do not fit each other.</exception>
    public static ControlNetModel Load(ControlNetFolders folders, Compute compute)
    {
        var configs = ControlNetConfigs.Read(folders);
        // An autoencoder that says so overflows in fp16; bf16 has float32's range.
        var codecCompute = compute.Dtype == ScalarType.Float16 && configs.Autoencoder.ForceUpcast
            ? compute with { Dtype = ScalarType.Float32 }
            : compute;
        var unet = Load(folders.Model, "unet", "the UNet of its config.json", () => new UNet(configs.UNet), compute);
        var controlNet = Load(
            folders.ControlNet, "controlnet", "the ControlNet of its config.json", () => new ControlNet(configs.ControlNet), compute);
        var autoencoder = Load(folders.Model, "vae", "the autoencoder of its config.json", () => new Autoencoder(configs.Autoencoder), codecCompute);
        return new ControlNetModel(unet, controlNet, new LatentCodec(autoencoder, codecCompute));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        UNet.Dispose();
        ControlNet.Dispose();
        Codec.Dispose();
    }

    private static TModule Load<TModule>(DiffusersFolder folder, string component, string label, Func<TModule> build, Compute compute)
        where TModule : nn.Module
    {
        using var files = folder.Component(component);
        var module = MetaDevice.Build(build);
        StrictLoader.Load(module, label, files.Weights, compute.Dtype, compute.Device);
        module.eval();
        return module;
    }
}
