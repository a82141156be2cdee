using TorchTss.Checkpoints;
using TorchTss.Checkpoints.Layouts;
using TorchTss.Hosts.Memory;
using TorchTss.Networks.Supir;
using TorchTss.Prompts;
using TorchTss.Runtime;
using static System.FormattableString;
using static TorchSharp.torch;

namespace TorchTss.Hosts.Supir;

/// <summary>Where SUPIR's networks are, what shapes they have, and how each is loaded by itself.</summary>
internal sealed class SupirSources
{
    /// <summary>Names of the networks in memory plans.</summary>
    public const string Text = "text encoders", Codec = "autoencoder", Denoiser = "UNet", Control = "control network";

    private readonly SupirOwnership _files;

    private SupirSources(SupirOwnership files, SupirConfigs configs, IModelSource? texts) => (_files, Configs, Texts) = (files, configs, texts);

    /// <summary>Their shapes.</summary>
    public SupirConfigs Configs { get; }

    /// <summary>SDXL's two text encoders; null where ready text states were given, or none are needed.</summary>
    public IModelSource? Texts { get; }

    /// <summary>The file or folder of the base.</summary>
    public string BaseFile => _files.UNet.Source.Path;

    /// <summary>What was left out of what was given, one sentence each.</summary>
    public IReadOnlyList<string> Notices => _files.Notices;

    /// <summary>One line per network: how many tensors of which file.</summary>
    public IReadOnlyList<string> Report =>
    [
        .. _files.TextEncoders.Count == 0 ? Array.Empty<string>() : [Line(Text, [.. _files.TextEncoders.Select(t => (t, "tensors"))])],
        Line(Codec, (_files.Autoencoder, "tensors"), (_files.Of(SupirLayout.DenoiseEncoder), "of the denoising encoder")),
        Line(Denoiser, (_files.UNet, "tensors"), (_files.Of(SupirLayout.Adaptors), "adaptors")),
        Line(Control, (_files.Of(SupirLayout.Control), "tensors")),
    ];

    /// <summary>Finds everything that the settings name, and decides what comes from where; reads headers.</summary>
    /// <exception cref="UsageException">An option that is missing or names another kind of file; two files for one network.</exception>
    /// <exception cref="UserException">A file that cannot be read, lacks a network, or does not fit the others.</exception>
    public static SupirSources Open(RunSettings settings)
    {
        var files = SupirOwnership.Of(settings);
        var texts = files.TextEncoders.Count == 0 ? null : new SupirTexts(settings.Weights!, files.TextEncoders);
        return new SupirSources(files, SupirConfigs.Read(files), texts);
    }

    /// <summary>The text encoders, checked against the UNet, with the original's tokenizers; null where ready text states were given.</summary>
    /// <exception cref="UserException">Text encoders that the UNet was not made for.</exception>
    public TextEncoderFolders? Encoders()
    {
        if (Texts is null) return null;
        var second = new TextEncoderFolder(Texts, "text_encoder_2", "tokenizer_2", Projected: true).Config();
        return TextEncoderFolders.Of(Texts, Configs.Text(second.Projection!.Value), "--prompt", ClipDialect.HuggingFace, ClipDialect.OpenClip);
    }

    /// <summary>SDXL's UNet with SUPIR's adaptors; owned by the caller.</summary>
    /// <exception cref="UserException">Weights that do not fit.</exception>
    public LightUNet LoadUNet(Compute compute) => Load(() => new LightUNet(Configs.UNet), unet =>
    {
        _files.UNet.Load(unet, "SDXL's UNet", compute, except: SupirPart.Adaptors);
        _files.Of(SupirLayout.Adaptors).Load(unet, "the adaptors of SUPIR's UNet", compute, prefix: SupirPart.Adaptors);
    });

    /// <summary>The control network; owned by the caller.</summary>
    /// <exception cref="UserException">Weights that do not fit.</exception>
    public GlvControl LoadControl(Compute compute) =>
        Load(() => new GlvControl(Configs.Control), control => _files.Of(SupirLayout.Control).Load(control, "SUPIR's control network", compute));

    /// <summary>SDXL's autoencoder with SUPIR's denoising encoder; owned by the caller.</summary>
    /// <exception cref="UserException">Weights that do not fit.</exception>
    public SupirAutoencoder LoadAutoencoder(Compute compute) => Load(() => new SupirAutoencoder(Configs.Autoencoder), autoencoder =>
    {
        const string second = $"{SupirLayout.DenoiseEncoder}.";
        _files.Autoencoder.Load(autoencoder, "SDXL's autoencoder", compute, except: second);
        _files.Of(SupirLayout.DenoiseEncoder).Load(autoencoder, "SUPIR's denoising encoder", compute, prefix: second);
    });

    /// <summary>What each network takes, in the order of the run. The text encoders stay only until the prompts are encoded.</summary>
    /// <param name="compute">Device and dtype of the rest.</param>
    /// <param name="codec">Those of the autoencoder.</param>
    public IReadOnlyList<NetworkMemory> Memory(Compute compute, Compute codec) =>
    [
        .. _files.TextEncoders.Count == 0 ? Array.Empty<NetworkMemory>() : [Sum(Text, compute, [.. _files.TextEncoders]) with { IsTransient = true }],
        Sum(Codec, codec, _files.Autoencoder, _files.Of(SupirLayout.DenoiseEncoder)),
        Sum(Denoiser, compute, _files.UNet, _files.Of(SupirLayout.Adaptors)),
        Sum(Control, compute, _files.Of(SupirLayout.Control)),
    ];

    private static TModule Load<TModule>(Func<TModule> build, Action<TModule> load) where TModule : nn.Module
    {
        var module = MetaDevice.Build(build);
        try
        {
            load(module);
        }
        catch
        {
            module.Dispose();
            throw;
        }
        module.eval();
        return module;
    }

    private static NetworkMemory Sum(string name, Compute compute, params SupirPart[] parts) =>
        NetworkMemory.Of(name, parts.Select(p => p.Memory(name, compute)).ToArray());

    private static string Line(string network, params (SupirPart Part, string What)[] parts) =>
        $"{network}: {string.Join(", ", parts.Select(p => Invariant($"{p.Part.Count} {p.What} of {p.Part.File}")))}";
}
