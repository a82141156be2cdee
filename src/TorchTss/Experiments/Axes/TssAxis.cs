using TorchTss.Runtime;
using TorchTss.Schedules;

namespace TorchTss.Experiments.Axes;

/// <summary>The strategies that the paper compares: Table 2 (uniform, TDS, TDS+SDS) and Table 3 (late-only).</summary>
[Named("tss", "off, tds, sds, tds+sds (also: tss), late-only: the strategies of the paper's Tables 2 and 3")]
internal sealed class TssAxis : IDerivedAxis
{
    private static readonly Dictionary<string, Func<TssSettings, TssSettings>> _strategies = new()
    {
        ["off"] = t => t with { Tds = false, Sds = false },
        ["uniform"] = t => t with { Tds = false, Sds = false },
        ["tds"] = t => t with { Tds = true, Sds = false },
        ["sds"] = t => t with { Tds = false, Sds = true },
        ["tds+sds"] = t => t with { Tds = true, Sds = true },
        ["tss"] = t => t with { Tds = true, Sds = true },
        ["late-only"] = t => t with { Tds = true, Sds = false, Warp = "late-only" },
    };

    /// <inheritdoc/>
    public AxisValue Value(string text) => _strategies.TryGetValue(text, out var strategy)
        ? new AxisValue(text, s => s with { Tss = strategy(s.Tss) })
        : throw new UsageException($"--axis tss={text}: {NearestName.Complaint(text, _strategies.Keys)}");
}
