namespace TorchTss.Metrics.Musiq;

/// <summary>A published MUSIQ.</summary>
/// <param name="Dataset">What it was trained on, as papers spell it.</param>
/// <param name="File">Its weights.</param>
/// <param name="Config">Its shape.</param>
internal sealed record MusiqRelease(string Dataset, MetricFile File, MusiqConfig Config)
{
    private const double Megabytes = 108.5;

    /// <summary>The release of a data set.</summary>
    public static MusiqRelease Of(MusiqWeights weights) => weights switch
    {
        MusiqWeights.Koniq => Published("KonIQ-10k", "koniq", "e95806b9", classes: 1),
        MusiqWeights.Ava => Published("AVA", "ava", "e8d3f067", classes: 10),
        MusiqWeights.Spaq => Published("SPAQ", "spaq", "358bb6af", classes: 1),
        _ => Published("PaQ-2-PiQ", "paq2piq", "364c0c84", classes: 1),
    };

    private static MusiqRelease Published(string dataset, string name, string hash, int classes)
    {
        var official = $"musiq_{name}_ckpt-{hash}.pth";
        var contents = $"MUSIQ trained on {dataset} as safetensors, from pyiqa's {official}, whose SHA-256 begins {hash}";
        var file = new MetricFile($"musiq_{name}.safetensors", contents, Megabytes, Official: official);
        return new MusiqRelease(dataset, file, new MusiqConfig { Classes = classes });
    }
}
