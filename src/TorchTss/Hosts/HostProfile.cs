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

    /// <summary>What the settings leave open.</summary>
    public required HostDefaults Defaults { get; init; }
}
