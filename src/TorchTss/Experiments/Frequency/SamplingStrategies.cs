using TorchTss.Runtime;
using TorchTss.Schedules;

namespace TorchTss.Experiments.Frequency;

/// <summary>The strategies that the paper compares, by name.</summary>
internal static class SamplingStrategies
{
    /// <summary>The plain schedule.</summary>
    public const string Uniform = "uniform";

    private static readonly Dictionary<string, Func<TssSettings, TssSettings>> _known = new()
    {
        [Uniform] = tss => tss with { Tds = false, Sds = false },
        ["late-only"] = tss => tss with { Tds = true, Sds = false, Warp = "late-only" },
        ["tds"] = tss => tss with { Tds = true, Sds = false },
        ["sds"] = tss => tss with { Tds = false, Sds = true },
        ["tss"] = tss => tss with { Tds = true, Sds = true },
    };

    /// <summary>All names.</summary>
    public static IReadOnlyCollection<string> Names => _known.Keys;

    /// <summary>Settings under a strategy; everything that the strategy does not say stays.</summary>
    /// <exception cref="UsageException">No such strategy.</exception>
    public static RunSettings Apply(string strategy, RunSettings settings) => _known.TryGetValue(strategy, out var change)
        ? settings with { Tss = change(settings.Tss) }
        : throw new UsageException($"--strategies {strategy}: {NearestName.Complaint(strategy, Names)}");
}
