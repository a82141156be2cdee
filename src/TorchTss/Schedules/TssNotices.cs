using System.Globalization;

namespace TorchTss.Schedules;

/// <summary>Which settings of the sampling strategy were given in vain.</summary>
internal static class TssNotices
{
    private static readonly TssSettings _defaults = new();

    /// <summary>Every setting that changes nothing, as <c>option: has no effect …</c>.</summary>
    public static IEnumerable<string> Of(TssSettings tss)
    {
        var warp = TimeWarps.Create(tss.Warp);
        foreach (var (option, reason) in Numbers(tss, warp).Concat(Names(tss)))
        {
            if (reason is not null) yield return $"{option}: has no effect {reason}";
        }
        if (tss is { Sds: true, Tds: false, NRange: { Minimum: not 1 } range } && warp.UsesPower)
        {
            yield return Invariant($"--n-range {range}: without --tds n begins at 1, not at {range.Minimum}; add --tds to begin there");
        }
    }

    private static IEnumerable<(string Option, string? Reason)> Numbers(TssSettings tss, ITimeWarp warp)
    {
        if (tss.N is { } n) yield return (Invariant($"--n {n}"), Single("--n-range", warp.UsesPower));
        if (tss.A is { } a) yield return (Invariant($"--a {a}"), Single("--a-range", warp.UsesTransition));
        if (tss.NRange is { } powers) yield return ($"--n-range {powers}", Range("--n", warp.UsesPower));
        if (tss.ARange is { } turns) yield return ($"--a-range {turns}", Range("--a", warp.UsesTransition));

        string? Single(string range, bool used) =>
            tss.Sds ? $"with --sds; use {range}" : !tss.Tds ? "without --tds" : used ? null : $"on --warp {tss.Warp}";
        string? Range(string single, bool used) =>
            !tss.Sds ? tss.Tds ? $"without --sds; use {single}, or add --sds" : "without --sds" : used ? null : $"on --warp {tss.Warp}";
    }

    private static IEnumerable<(string Option, string? Reason)> Names(TssSettings tss)
    {
        if (tss.Warp != _defaults.Warp && !tss.Tds && !tss.Sds) yield return ($"--warp {tss.Warp}", "without --tds or --sds");
        if (tss.Sds) yield break;
        if (tss.VarianceWindow != _defaults.VarianceWindow) yield return (Invariant($"--variance-window {tss.VarianceWindow}"), "without --sds");
        if (tss.VarianceSigma is { } sigma) yield return (Invariant($"--variance-sigma {sigma}"), "without --sds");
        if (tss.LevelMap != _defaults.LevelMap) yield return ($"--level-map {tss.LevelMap}", "without --sds");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
