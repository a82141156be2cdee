using System.Text.Json;
using TorchTss.Checkpoints.Layouts;

namespace TorchTss.Inspection;

/// <summary>Who can use what was found, with the option to give it to.</summary>
internal static class UsesOf
{
    /// <summary>Hosts that take these networks.</summary>
    public static IReadOnlyList<string> Networks(string path, IReadOnlyList<NetworkSummary> networks, string? family)
    {
        var found = networks.Select(n => n.Component).ToHashSet();
        var uses = new List<string>();
        var isPlain = networks.FirstOrDefault(n => n.Component == "unet") is { } unet && LatentChannels(unet) == 4;
        if (found.Contains("vae") && isPlain) uses.Add($"host controlnet: --weights {path}, with a ControlNet for {family}");
        if (found.Contains("controlnet")) uses.Add($"host controlnet: --controlnet {path}, with a model of {family}");
        if (SupirLayout.OwnComponents.All(found.Contains))
        {
            uses.Add(isPlain ? $"host supir: --weights {path}" : $"host supir: --supir {path}, with an SDXL base as --weights");
        }
        else if (isPlain && family == ModelFamily.Sdxl.Name) uses.Add($"host supir: --weights {path}, with SUPIR's own weights as --supir");
        return uses;
    }

    /// <summary>Channels that a UNet takes; more than the latent's where it was made for inpainting or editing.</summary>
    public static int LatentChannels(NetworkSummary unet)
    {
        using var config = JsonDocument.Parse(unet.Config);
        return config.RootElement.TryGetProperty("in_channels", out var channels) ? channels.GetInt32() : 4;
    }

    /// <summary>The metric that takes this file.</summary>
    public static IReadOnlyList<string> Metric(string metric, string file) =>
        [$"metric {metric}: put it into the metrics folder (--metric-weights) as {file}"];
}
