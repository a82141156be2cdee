namespace TorchTss.Hosts.Memory;

/// <summary>What a run on a picture of some size will take, before anything is loaded.</summary>
/// <param name="Networks">Weights.</param>
/// <param name="Stages">Intermediate tensors, in the order of the run.</param>
/// <param name="OneAtATime">Networks are loaded when they work and dropped afterwards (<c>--low-memory</c>).</param>
/// <param name="IsOnCpu">All of it is the machine's own memory; else it is a card's.</param>
public sealed record MemoryNeed(IReadOnlyList<NetworkMemory> Networks, IReadOnlyList<StageMemory> Stages, bool OneAtATime, bool IsOnCpu = true)
{
    /// <summary>What the program itself takes: runtime, libtorch, pictures.</summary>
    public const long Program = 300_000_000;

    /// <summary>What a card needs before anything is on it, the driver's context and the libraries' workspaces: assumed, not measured.</summary>
    public const long Card = 800_000_000;

    /// <summary>The stage that needs most free memory.</summary>
    public StageMemory Tightest => Stages.MaxBy(s => Resident(s, mapped: false) + Intermediate(s))!;

    /// <summary>Weights that must be in free memory then.</summary>
    public long Weights => Resident(Tightest, mapped: false);

    /// <summary>Bytes at the peak, mapped weights included.</summary>
    public long Peak => Base + Stages.Max(s => Resident(s, mapped: true) + Intermediate(s));

    /// <summary>Bytes at the peak that the system cannot take back: what must be free.</summary>
    public long Required => Base + Stages.Max(s => Resident(s, mapped: false) + Intermediate(s));

    /// <summary>Weights that stay in memory from picture to picture and cannot be taken back.</summary>
    public long Pinned => OneAtATime ? 0 : Base + Networks.Where(n => !n.IsTransient && !n.IsMapped).Sum(n => n.Bytes);

    private long Base => IsOnCpu ? Program : Card;

    /// <summary>What a stage takes beside weights, where the networks run.</summary>
    public long Intermediate(StageMemory stage) => stage.Bytes + (IsOnCpu ? stage.HostBytes : 0);

    private long Resident(StageMemory stage, bool mapped)
    {
        var working = Networks.Where(n => stage.Networks.Contains(n.Name)).ToArray();
        var loaded = OneAtATime || working.Any(n => n.IsTransient) ? working : Networks.Where(n => !n.IsTransient);
        var bytes = loaded.Where(n => mapped || !n.IsMapped).Select(n => n.Bytes).DefaultIfEmpty();
        return OneAtATime ? bytes.Max() : bytes.Sum();
    }
}
