namespace TorchTss.Inspection;

/// <summary>Who can use what was found, with the option to give it to.</summary>
internal static class UsesOf
{
    /// <summary>Hosts that take these networks.</summary>
    public static IReadOnlyList<string> Networks(string path, IReadOnlyList<NetworkSummary> networks, string? family)
    {
        var found = networks.Select(n => n.Component).ToHashSet();
        var uses = new List<string>();
        if (found.Contains("unet") && found.Contains("vae")) uses.Add($"host controlnet: --weights {path}, with a ControlNet for {family}");
        if (found.Contains("controlnet")) uses.Add($"host controlnet: --controlnet {path}, with a model of {family}");
        return uses;
    }

    /// <summary>The metric that takes this file.</summary>
    public static IReadOnlyList<string> Metric(string metric, string file) =>
        [$"metric {metric}: put it into the metrics folder (--metric-weights) as {file}"];
}
