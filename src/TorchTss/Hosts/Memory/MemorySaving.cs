using TorchTss.Runtime;

namespace TorchTss.Hosts.Memory;

/// <summary>An option that may make a run fit.</summary>
/// <param name="Option">As the user types it.</param>
/// <param name="With">The run with it.</param>
internal sealed record MemorySaving(string Option, Func<RunSettings, RunSettings> With)
{
    /// <summary>The autoencoder in tiles.</summary>
    public static MemorySaving Tile { get; } = new("--tile 512", s => s with { Tile = s.Tile is 0 or > 512 ? 512 : s.Tile });

    /// <summary>The sampler in tiles.</summary>
    public static MemorySaving LatentTile { get; } = new("--latent-tile 128", s => s with { LatentTile = s.LatentTile is 0 or > 128 ? 128 : s.LatentTile });

    /// <summary>One network at a time.</summary>
    public static MemorySaving LowMemory { get; } = new("--low-memory", s => s with { LowMemory = true });

    /// <summary>Half the bytes.</summary>
    public static MemorySaving Bf16 { get; } = new("--dtype bf16", s => s with { Dtype = "bf16" });

    /// <summary>Those that the run's host knows.</summary>
    public static IReadOnlyList<MemorySaving> For(RunSettings settings)
    {
        var profile = Catalog<IHostKind>.Create(settings.Host, "--host").Describe(settings);
        return profile.SamplesInTiles ? [Tile, LatentTile, LowMemory, Bf16] : [Tile, LowMemory, Bf16];
    }
}
