using TorchTss.Checkpoints.Layouts;
using TorchTss.Hosts.Memory;
using TorchTss.Hosts.Texts;
using TorchTss.Networks;
using TorchTss.Runtime;
using TorchTss.Schedules.Grids;

namespace TorchTss.Hosts.ControlNets;

/// <summary>Any Stable Diffusion model with a ControlNet made for it, each a diffusers folder or one file.</summary>
[Named("controlnet", "any SD 1.5, SD 2.1 or SDXL model (--weights) with a tile ControlNet (--controlnet), folders or single files")]
internal sealed class ControlNetHostKind : IHostKind
{
    private const int TextTokens = 77;

    /// <inheritdoc/>
    public HostProfile Describe(RunSettings settings) => Describe(settings, Sources(settings), "wavelet");

    /// <inheritdoc/>
    public IEnumerable<string> Notices(RunSettings settings) => Notices(settings, Sources(settings));

    /// <inheritdoc/>
    public MemoryNeed? Memory(RunSettings settings, int width, int height) =>
        ControlNetMemory.Of(settings, Sources(settings), Describe(settings), width, height);

    /// <inheritdoc/>
    public IHost Open(RunSettings settings, Compute compute) => Open(settings, compute, [settings]);

    /// <inheritdoc/>
    public IHost Open(RunSettings settings, Compute compute, IReadOnlyCollection<RunSettings> expected) =>
        Open(settings, compute, Sources(settings), TextTokens, "wavelet", expected);

    /// <summary>Tables and defaults from the configurations alone.</summary>
    internal static HostProfile Describe(RunSettings settings, ControlNetSources sources, string colorFix)
    {
        var configs = ControlNetConfigs.Read(sources);
        var encoders = TextOptions.Encoders(settings, sources.Model, configs.UNet);
        var scheduler = SchedulerConfig.Read(sources.Model);
        var (n, a) = TssRanges.Of(sources.Model.Path, configs.UNet);
        return new HostProfile
        {
            Table = scheduler.Table,
            Grid = new UniformGrid(),
            LatentFactor = configs.Autoencoder.Factor,
            NRange = n,
            ARange = a,
            TakesPrompts = encoders is not null,
            Reads = new HashSet<string> { "--controlnet", "--ema" },
            Defaults = new HostDefaults { Prediction = scheduler.Prediction, ColorFix = colorFix },
        };
    }

    /// <summary>What single files were recognised as, what a prompt loses, and a negative one without guidance.</summary>
    internal static IEnumerable<string> Notices(RunSettings settings, ControlNetSources sources)
    {
        foreach (var file in new[] { sources.Model, sources.ControlNet, sources.Autoencoder }.Distinct().OfType<SingleFileModel>())
        {
            yield return $"{file.Path}: {file.Layout}";
        }
        if ((settings.Prompt ?? settings.NegativePrompt) is null) yield break;
        using var unet = sources.Model.Config("unet");
        var config = UNetConfig.FromJson(unet.RootElement, sources.Model.ConfigPath("unet"));
        foreach (var notice in TextOptions.Notices(settings, TextOptions.Encoders(settings, sources.Model, config))) yield return notice;
    }

    /// <summary>Loads everything; texts first, so that their encoders are gone before the large networks come.</summary>
    /// <param name="settings">What to open, and the first texts.</param>
    /// <param name="compute">Where it runs.</param>
    /// <param name="sources">Where it lies.</param>
    /// <param name="tokens">How many zeros stand in for text where there is none.</param>
    /// <param name="colorFix">The default.</param>
    /// <param name="expected">The runs that will come.</param>
    internal static ControlNetHost Open(
        RunSettings settings, Compute compute, ControlNetSources sources, int tokens, string colorFix, IReadOnlyCollection<RunSettings> expected)
    {
        var profile = Describe(settings, sources, colorFix);
        var texts = Texts(settings, compute, sources, tokens);
        try
        {
            texts.Expect([.. expected.Select(s => s.Resolve(profile))]);
            return new ControlNetHost(profile, ControlNetModel.Load(sources, compute, settings.LowMemory), texts, compute);
        }
        catch
        {
            texts.Dispose();
            throw;
        }
    }

    private static ITextStates Texts(RunSettings settings, Compute compute, ControlNetSources sources, int tokens)
    {
        var unet = ControlNetConfigs.Read(sources).UNet;
        if (settings.Embeddings is { } file) return GivenTextStates.Read(file, unet);
        return TextOptions.Encoders(settings, sources.Model, unet) is { } encoders
            ? new EncodedTextStates(encoders, compute) : GivenTextStates.Zero(unet, tokens);
    }

    private static ControlNetSources Sources(RunSettings settings) => ControlNetSources.Open(
        settings.Weights ?? throw new UsageException("--weights: the controlnet host needs a model, a diffusers folder or one file; give one"),
        settings);
}
