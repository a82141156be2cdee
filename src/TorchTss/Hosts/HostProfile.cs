using TorchTss.Runtime;
using TorchTss.Schedules;

namespace TorchTss.Hosts;

/// <summary>What is known of a host before any network is loaded: enough to plan, plot and check a run.</summary>
public sealed record HostProfile
{
    /// <summary>Noise by timestep.</summary>
    public required NoiseTable Table { get; init; }

    /// <summary>The host's own uniform schedule (<c>--base-grid host</c>).</summary>
    public required IBaseGrid Grid { get; init; }

    /// <summary>Pixels per latent position along one side: 4 or 8.</summary>
    public required int LatentFactor { get; init; }

    /// <summary>n at v = 0 and v = 1 (TSS Table 5).</summary>
    public required ValueRange NRange { get; init; }

    /// <summary>a at v = 0 and v = 1 (TSS Table 5).</summary>
    public required ValueRange ARange { get; init; }

    /// <summary>Whether there are text encoders: prompts can be given.</summary>
    public bool TakesPrompts { get; init; }

    /// <summary>Whether there are prompts without being given any, so that guidance always has something to lead it.</summary>
    public bool HasOwnPrompts { get; init; }

    /// <summary>Whether latents can be sampled in tiles.</summary>
    public bool SamplesInTiles { get; init; }

    /// <summary>What the settings leave open.</summary>
    public required HostDefaults Defaults { get; init; }

    /// <summary>Other sets of defaults, by the names that <c>--preset</c> takes.</summary>
    public IReadOnlyDictionary<string, HostDefaults> Presets { get; init; } = new Dictionary<string, HostDefaults>();

    /// <summary>The options beyond those of every host that this one makes something of, as the command line spells them.</summary>
    public IReadOnlySet<string> Reads { get; init; } = new HashSet<string>();

    /// <summary>What the settings leave open under a preset; null: without one.</summary>
    /// <exception cref="UsageException">This host has no such preset.</exception>
    public HostDefaults DefaultsOf(string? preset)
    {
        if (preset is null) return Defaults;
        if (Presets.TryGetValue(preset, out var found)) return found;
        throw new UsageException(Presets.Count == 0 ? $"--preset {preset}: this host has no presets; leave it out"
            : $"--preset {preset}: {NearestName.Complaint(preset, Presets.Keys)}");
    }
}
