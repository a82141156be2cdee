using TorchTss.Networks;
using TorchTss.Runtime;
using TorchTss.Schedules.Grids;

namespace TorchTss.Hosts.ControlNets;

/// <summary>Any Stable Diffusion model in diffusers layout with a ControlNet made for it.</summary>
[Named("controlnet", "any SD 1.5, SD 2.1 or SDXL folder (--weights) with a tile ControlNet (--controlnet), in diffusers layout")]
internal sealed class ControlNetHostKind : IHostKind
{
    private const int TextTokens = 77;

    /// <inheritdoc/>
    public HostProfile Describe(RunSettings settings) => Describe(settings, Folders(settings), "wavelet");

    /// <inheritdoc/>
    public IEnumerable<string> Notices(RunSettings settings) => Notices(settings, Folders(settings));

    /// <inheritdoc/>
    public IHost Open(RunSettings settings, Compute compute) => Open(settings, compute, Folders(settings), TextTokens, "wavelet");

    /// <summary>Tables and defaults from the configurations alone.</summary>
    internal static HostProfile Describe(RunSettings settings, ControlNetFolders folders, string colorFix)
    {
        var configs = ControlNetConfigs.Read(folders);
        var encoders = TextOptions.Encoders(settings, folders.Model, configs.UNet);
        var scheduler = SchedulerConfig.Read(folders.Model);
        var (n, a) = TssRanges.Of(folders.Model.Path, configs.UNet);
        return new HostProfile
        {
            Table = scheduler.Table,
            Grid = new UniformGrid(),
            LatentFactor = configs.Autoencoder.Factor,
            NRange = n,
            ARange = a,
            TakesPrompts = encoders is not null,
            Defaults = new HostDefaults { Prediction = scheduler.Prediction, ColorFix = colorFix },
        };
    }

    /// <summary>What a prompt loses, and a negative one without guidance.</summary>
    internal static IEnumerable<string> Notices(RunSettings settings, ControlNetFolders folders)
    {
        if ((settings.Prompt ?? settings.NegativePrompt) is null) return [];
        using var unet = folders.Model.Config("unet");
        var config = UNetConfig.FromJson(unet.RootElement, Path.Combine(folders.Model.Path, "unet", "config.json"));
        return TextOptions.Notices(settings, TextOptions.Encoders(settings, folders.Model, config));
    }

    /// <summary>Loads everything; texts first, so that their encoders are gone before the large networks come.</summary>
    /// <param name="settings">What to open, and the first texts.</param>
    /// <param name="compute">Where it runs.</param>
    /// <param name="folders">Where it lies.</param>
    /// <param name="tokens">How many zeros stand in for text where there is none.</param>
    /// <param name="colorFix">The default.</param>
    internal static ControlNetHost Open(RunSettings settings, Compute compute, ControlNetFolders folders, int tokens, string colorFix)
    {
        var profile = Describe(settings, folders, colorFix);
        var texts = Texts(settings, compute, folders, tokens);
        try
        {
            texts.Expect([settings.Resolve(profile)]);
            return new ControlNetHost(profile, ControlNetModel.Load(folders, compute), texts, compute);
        }
        catch
        {
            texts.Dispose();
            throw;
        }
    }

    private static ITextStates Texts(RunSettings settings, Compute compute, ControlNetFolders folders, int tokens)
    {
        var unet = ControlNetConfigs.Read(folders).UNet;
        if (settings.Embeddings is { } file) return GivenTextStates.Read(file, unet);
        return TextOptions.Encoders(settings, folders.Model, unet) is { } encoders
            ? new EncodedTextStates(encoders, compute) : GivenTextStates.Zero(unet, tokens);
    }

    private static ControlNetFolders Folders(RunSettings settings) => ControlNetFolders.Open(
        settings.Weights ?? throw new UsageException("--weights: the controlnet host needs a folder in diffusers layout (unet, vae); give one"),
        settings.ControlNet);
}
