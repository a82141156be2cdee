namespace TorchTss.Hosts.Supir;

/// <summary>SUPIR's sets of defaults: those of its test.py, of its demo, of the paper on TSS, and of its Lightning configuration (supir.md 1.1).</summary>
internal static class SupirPresets
{
    /// <summary>The sampler of Lightning bases.</summary>
    public const string Lightning = "dpmpp-2m-sde:noise-first=false";

    /// <summary>What it runs on.</summary>
    public const string LightningGrid = "legacy-karras";

    /// <summary>The original's test.py.</summary>
    public static HostDefaults Standard { get; } = new()
    {
        Sampler = "euler",
        Steps = 50,
        SChurn = 5,
        SNoise = 1.01,
        Scale = 1,
        MinSize = 1024,
        ColorFix = "wavelet",
        ControlScale = 1,
        GuidanceScale = 4,
        CfgStart = 1,
        Restore = -1,
        Prediction = "epsilon",
    };

    /// <summary>All presets by name.</summary>
    public static IReadOnlyDictionary<string, HostDefaults> All { get; } = new Dictionary<string, HostDefaults>(StringComparer.Ordinal)
    {
        ["quality"] = Standard with { GuidanceScale = 7.5, CfgStart = 4, SNoise = 1.003 },
        ["fidelity"] = Standard with { SNoise = 1.003 },
        ["paper"] = Standard with { Steps = 7, Tss = true },
        ["lightning-quality"] = Fast with { GuidanceScale = 2, CfgStart = 2 },
        ["lightning-fidelity"] = Fast with { GuidanceScale = 1.5, CfgStart = 1.5 },
    };

    private static HostDefaults Fast => Standard with { Sampler = Lightning, BaseGrid = LightningGrid, Steps = 8, SChurn = null, SNoise = 1.003 };
}
