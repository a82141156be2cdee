using TorchTss.Runtime;
using TorchTss.Schedules.Grids;

namespace TorchTss.Hosts.ControlNets;

/// <summary>Any Stable Diffusion model in diffusers layout with a ControlNet made for it.</summary>
[Named("controlnet", "any SD 1.5, SD 2.1 or SDXL folder (--weights) with a tile ControlNet (--controlnet), in diffusers layout")]
internal sealed class ControlNetHostKind : IHostKind
{
    private const int TextTokens = 77;

    /// <inheritdoc/>
    public HostProfile Describe(RunSettings settings) => Describe(Folders(settings), "wavelet");

    /// <inheritdoc/>
    public IHost Open(RunSettings settings, Compute compute) => Open(settings, compute, Folders(settings), TextTokens, "wavelet");

    /// <summary>Tables and defaults from the configurations alone.</summary>
    internal static HostProfile Describe(ControlNetFolders folders, string colorFix)
    {
        var configs = ControlNetConfigs.Read(folders);
        var scheduler = SchedulerConfig.Read(folders.Model);
        var (n, a) = TssRanges.Of(folders.Model.Path, configs.UNet);
        return new HostProfile
        {
            Table = scheduler.Table,
            Grid = new UniformGrid(),
            LatentFactor = configs.Autoencoder.Factor,
            NRange = n,
            ARange = a,
            Defaults = new HostDefaults { Prediction = scheduler.Prediction, ColorFix = colorFix },
        };
    }

    /// <summary>Loads everything.</summary>
    internal static ControlNetHost Open(RunSettings settings, Compute compute, ControlNetFolders folders, int tokens, string colorFix)
    {
        var profile = Describe(folders, colorFix);
        var model = ControlNetModel.Load(folders, compute);
        var text = settings.Embeddings is { } file ? TextStates.Read(file, model.UNet.Config) : TextStates.Zero(model.UNet.Config, tokens);
        return new ControlNetHost(profile, model, text, compute);
    }

    private static ControlNetFolders Folders(RunSettings settings) => ControlNetFolders.Open(
        settings.Weights ?? throw new UsageException("--weights: the controlnet host needs a folder in diffusers layout (unet, vae); give one"),
        settings.ControlNet);
}
