using System.Text.Json;
using TorchTss.Checkpoints;
using TorchTss.Checkpoints.Layouts;
using TorchTss.Checkpoints.Layouts.Configs;
using TorchTss.Networks;
using TorchTss.Networks.Supir;
using TorchTss.Runtime;
using static System.FormattableString;

namespace TorchTss.Hosts.Supir;

/// <summary>The shapes of SUPIR's networks as their files have them, checked against each other before anything is loaded.</summary>
internal sealed record SupirConfigs(SupirConfig UNet, SupirConfig Control, AutoencoderConfig Autoencoder)
{
    /// <summary>Reads all of them.</summary>
    /// <param name="files">Where they are.</param>
    /// <exception cref="UserException">A shape that is not implemented, or two that do not fit together.</exception>
    public static SupirConfigs Read(SupirOwnership files)
    {
        var control = files.Of(SupirLayout.Control);
        var configs = new SupirConfigs(Network(files.UNet), Network(control), Codec(files.Autoencoder));
        if (configs.Misfit() is { } misfit)
        {
            throw new UserException($"{control.Path}: this SUPIR was made for another base than {files.UNet.Path}: {misfit}; "
                + "use SUPIR and SDXL as published");
        }
        if (configs.EncoderMisfit(files.Of(SupirLayout.DenoiseEncoder)) is { } encoder)
        {
            throw new UserException($"{control.Path}: the denoising encoder does not fit the autoencoder of {files.Autoencoder.Path}: {encoder}; "
                + "use SDXL's autoencoder");
        }
        return configs;
    }

    /// <summary>Width of the sinusoid of each of the six sizes, which fill the vector behind the pooled text.</summary>
    /// <param name="pooled">Width of the pooled text.</param>
    /// <exception cref="UserException">It leaves no room for six of one width.</exception>
    public int SizeChannels(int pooled) => SizeVector.WidthFor(UNet.VectorChannels, pooled)
        ?? throw new UserException(Invariant($"text: a pooled state of {pooled} channels does not fit a UNet that takes a vector of {UNet.VectorChannels}; ")
            + "use the text encoders of SDXL");

    /// <summary>What text encoders must fit.</summary>
    /// <param name="pooled">Width of the pooled text.</param>
    public UNetConfig Text(int pooled) =>
        UNetConfig.Sdxl with { ContextChannels = UNet.ContextChannels, TextTime = new(SizeChannels(pooled), UNet.VectorChannels) };

    private static SupirConfig Network(SupirPart part)
    {
        using var json = JsonDocument.Parse(SupirShape.Network(new KeyTable(part.Entries)).ToJsonString());
        return SupirConfig.Read(new ConfigReader(json.RootElement, part.Path));
    }

    /// <summary>A file does not say its scaling factor: it is SDXL's.</summary>
    private static AutoencoderConfig Codec(SupirPart part)
    {
        using var json = part.Config();
        var reader = new ConfigReader(json.RootElement, part.Source.ConfigPath(part.Component));
        foreach (var key in (ReadOnlySpan<string>)["latents_mean", "latents_std", "shift_factor"]) reader.Only(key, null);
        foreach (var key in (ReadOnlySpan<string>)["in_channels", "out_channels"]) reader.Only(key, 3);
        var (config, sdxl) = (AutoencoderConfig.Read(reader), AutoencoderConfig.Sdxl);
        return part.Source is DiffusersFolder ? config
            : config with { ScalingFactor = sdxl.ScalingFactor, SampleSize = sdxl.SampleSize, ForceUpcast = sdxl.ForceUpcast };
    }

    private string? Misfit() => First("the base's",
        ("model_channels and channel_mult", Join(Control.Channels), Join(UNet.Channels)),
        ("num_res_blocks", Join(Control.Layers), Join(UNet.Layers)),
        ("transformer_depth", Join([.. Control.TransformerDepth, Control.MiddleDepth]), Join([.. UNet.TransformerDepth, UNet.MiddleDepth])),
        ("context_dim", Join(Control.ContextChannels[..1]), Join(UNet.ContextChannels[..1])),
        ("adm_in_channels", Join([Control.VectorChannels]), Join([UNet.VectorChannels])),
        ("in_channels", Join([Control.InChannels]), Join([UNet.InChannels])));

    private string? EncoderMisfit(SupirPart encoder)
    {
        using var config = encoder.Config();
        return First("the autoencoder's",
            ("block_out_channels", Join(Numbers("block_out_channels")), Join(Autoencoder.Channels)),
            ("layers_per_block", Join(Numbers("layers_per_block")), Join([Autoencoder.Layers])),
            ("latent_channels", Join(Numbers("latent_channels")), Join([Autoencoder.LatentChannels])),
            ("in_channels of the UNet", Join([UNet.InChannels]), Join([Autoencoder.LatentChannels])));

        IEnumerable<int> Numbers(string key) => config.RootElement.GetProperty(key) is { ValueKind: JsonValueKind.Array } list
            ? list.EnumerateArray().Select(n => n.GetInt32()) : [config.RootElement.GetProperty(key).GetInt32()];
    }

    private static string? First(string other, params (string What, string Own, string Other)[] pairs) =>
        pairs.Where(p => p.Own != p.Other).Select(p => $"{p.What} is {p.Own}, {other} {p.Other}").FirstOrDefault();

    private static string Join(IEnumerable<int> values) => $"[{string.Join(", ", values)}]";
}
