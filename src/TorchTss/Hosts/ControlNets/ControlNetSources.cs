using TorchTss.Checkpoints;
using TorchTss.Checkpoints.Layouts;
using TorchTss.Runtime;

namespace TorchTss.Hosts.ControlNets;

/// <summary>Where the networks are: a model, a ControlNet in it or beside it, and another autoencoder if one was given.</summary>
internal sealed record ControlNetSources(IModelSource Model, IModelSource ControlNet, IModelSource Autoencoder)
{
    /// <summary>From the settings.</summary>
    /// <param name="weights">The model: a diffusers folder, or one file in any layout.</param>
    /// <param name="settings">Which ControlNet, which autoencoder, averaged weights or not.</param>
    /// <exception cref="UserException">A folder or file that is missing or holds no model.</exception>
    public static ControlNetSources Open(string weights, RunSettings settings)
    {
        var model = NotSupir(ModelSource.Open(weights, settings.Ema), "--weights");
        var autoencoder = settings.Vae is { } vae ? Needed(ModelSource.Open(vae), "vae", "--vae", "an autoencoder") : model;
        if (settings.ControlNet is { } given)
        {
            var controlNet = NotSupir(ModelSource.Open(given), "--controlnet");
            return new ControlNetSources(model, Needed(controlNet, "controlnet", "--controlnet", "a ControlNet"), autoencoder);
        }
        return model.Components.Contains("controlnet") ? new ControlNetSources(model, model, autoencoder)
            : throw new UsageException($"--controlnet: {weights} has none; give the folder or file of a ControlNet that was made for this model");
    }

    private static IModelSource NotSupir(IModelSource source, string option) =>
        source is not SingleFileModel { IsSupir: true } || source.Has("unet") ? source
            : throw new UsageException($"{option} {source.Path}: this is SUPIR, an addition to SDXL and no ControlNet; "
                + $"use --host supir --weights BASE --supir {source.Path}");

    private static IModelSource Needed(IModelSource source, string component, string option, string what) => source.Has(component) ? source
        : throw new UsageException($"{option} {source.Path}: this is not {what}; found {string.Join(", ", source.Components)}");
}
