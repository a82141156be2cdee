using TorchTss.Checkpoints;
using TorchTss.Checkpoints.Layouts;
using TorchTss.Networks;
using TorchTss.Runtime;

namespace TorchTss.Hosts.ControlNets;

/// <summary>The configurations of the three networks, checked against each other before anything is loaded.</summary>
internal sealed record ControlNetConfigs(UNetConfig UNet, ControlNetConfig ControlNet, AutoencoderConfig Autoencoder)
{
    /// <exception cref="UserException">A configuration that is not implemented, or two that do not fit together.</exception>
    public static ControlNetConfigs Read(ControlNetSources sources)
    {
        using var unet = sources.Model.Config("unet");
        using var controlNet = sources.ControlNet.Config("controlnet");
        using var autoencoder = sources.Autoencoder.Config("vae");
        RefuseLatentStatistics(new ConfigReader(autoencoder.RootElement, sources.Autoencoder.ConfigPath("vae")));
        var configs = new ControlNetConfigs(
            UNetConfig.FromJson(unet.RootElement, sources.Model.ConfigPath("unet")),
            ControlNetConfig.FromJson(controlNet.RootElement, sources.ControlNet.ConfigPath("controlnet")),
            AutoencoderConfig.FromJson(autoencoder.RootElement, sources.Autoencoder.ConfigPath("vae")));
        configs = configs with { Autoencoder = configs.Scaled(sources) };
        if (configs.Misfit() is { } misfit)
        {
            throw new UserException($"{sources.ControlNet.Path}: this ControlNet was made for another model than {sources.Model.Path}: {misfit}; "
                + "use one of the same family");
        }
        if (configs.UNet.InChannels != configs.Autoencoder.LatentChannels)
        {
            throw new UserException(
                $"{sources.Model.Path}: the UNet takes {configs.UNet.InChannels} channels "
                + $"and the autoencoder makes {configs.Autoencoder.LatentChannels}; "
                + "inpainting and depth models are not supported, use a plain one");
        }
        return configs;
    }

    /// <summary>An autoencoder in a file of its own does not say its scaling factor: it is that of the model's family.</summary>
    private AutoencoderConfig Scaled(ControlNetSources sources) => sources.Autoencoder is not SingleFileModel || sources.Autoencoder == sources.Model ? Autoencoder
        : Autoencoder with { ScalingFactor = (UNet.TextTime is null ? AutoencoderConfig.Sd15 : AutoencoderConfig.Sdxl).ScalingFactor, ForceUpcast = true };

    /// <summary>Latents are scaled here, nothing else; and pictures are RGB on both sides.</summary>
    private static void RefuseLatentStatistics(ConfigReader autoencoder)
    {
        foreach (var key in (ReadOnlySpan<string>)["latents_mean", "latents_std", "shift_factor"]) autoencoder.Only(key, null);
        foreach (var key in (ReadOnlySpan<string>)["in_channels", "out_channels"]) autoencoder.Only(key, 3);
    }

    private string? Misfit()
    {
        (string What, string Model, string Own)[] pairs =
        [
            ("block_out_channels", Join(UNet.Channels), Join(ControlNet.Channels)),
            ("layers_per_block", Join(UNet.Layers), Join(ControlNet.Layers)),
            ("cross_attention_dim", Join(UNet.ContextChannels), Join(ControlNet.ContextChannels)),
            ("addition_embed_type", $"{UNet.TextTime}", $"{ControlNet.TextTime}"),
            ("pixels per latent position", $"{Autoencoder.Factor}", $"{ControlNet.HintScale}"),
        ];
        return pairs.Where(p => p.Model != p.Own).Select(p => $"{p.What} is {p.Own}, the model's {p.Model}").FirstOrDefault();
    }

    private static string Join(IEnumerable<int> values) => $"[{string.Join(", ", values)}]";
}
