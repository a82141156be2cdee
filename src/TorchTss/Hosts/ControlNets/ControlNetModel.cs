using TorchTss.Checkpoints;
using TorchTss.Networks;
using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Hosts.ControlNets;

/// <summary>The three networks of a ControlNet pipeline, with configurations that fit together.</summary>
internal sealed class ControlNetModel : IDisposable
{
    private ControlNetModel(ControlNetConfigs configs, NetworkSlot<UNet> unet, NetworkSlot<ControlNet> controlNet, LatentCodec codec) =>
        (Configs, UNet, ControlNet, Codec) = (configs, unet, controlNet, codec);

    /// <summary>Their shapes.</summary>
    public ControlNetConfigs Configs { get; }

    public NetworkSlot<UNet> UNet { get; }

    public NetworkSlot<ControlNet> ControlNet { get; }

    public LatentCodec Codec { get; }

    /// <summary>Loads them, or prepares to load each when its turn comes.</summary>
    /// <param name="sources">Where they are.</param>
    /// <param name="compute">Device and dtype.</param>
    /// <param name="lowMemory">One at a time.</param>
    /// <exception cref="UserException">Weights that are missing, do not fit their configuration, or do not fit each other.</exception>
    public static ControlNetModel Load(ControlNetSources sources, Compute compute, bool lowMemory)
    {
        var configs = ControlNetConfigs.Read(sources);
        var codecCompute = CodecCompute.Of(configs.Autoencoder, compute);
        var unet = Slot(sources.Model, "unet", "the UNet of its config.json", () => new UNet(configs.UNet), compute);
        var controlNet = Slot(sources.ControlNet, "controlnet", "the ControlNet of its config.json", () => new ControlNet(configs.ControlNet), compute);
        var autoencoder = Slot(
            sources.Autoencoder, "vae", "the autoencoder of its config.json", () => new Autoencoder(configs.Autoencoder), codecCompute);
        var model = new ControlNetModel(configs, unet, controlNet, new LatentCodec(autoencoder, configs.Autoencoder, codecCompute));
        try
        {
            unet.Open();
            controlNet.Open();
            autoencoder.Open();
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }

        NetworkSlot<TModule> Slot<TModule>(IModelSource source, string component, string label, Func<TModule> build, Compute where)
            where TModule : nn.Module => new(() => Load(source, component, label, build, where), keep: !lowMemory);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        UNet.Dispose();
        ControlNet.Dispose();
        Codec.Dispose();
    }

    private static TModule Load<TModule>(IModelSource source, string component, string label, Func<TModule> build, Compute compute)
        where TModule : nn.Module
    {
        using var files = source.Component(component);
        var module = MetaDevice.Build(build);
        try
        {
            StrictLoader.Load(module, label, files.Weights, compute.Dtype, compute.Device);
        }
        catch
        {
            module.Dispose();
            throw;
        }
        module.eval();
        return module;
    }
}
