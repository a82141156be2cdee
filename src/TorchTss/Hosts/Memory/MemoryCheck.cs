using TorchTss.Runtime;
using static System.FormattableString;

namespace TorchTss.Hosts.Memory;

/// <summary>Refuses a run that cannot fit, before anything is loaded, and says what would make it fit.</summary>
public static class MemoryCheck
{
    /// <summary>Compares what a run needs with what is there.</summary>
    /// <param name="settings">The run.</param>
    /// <param name="width">Width of the input in pixels.</param>
    /// <param name="height">Its height.</param>
    /// <param name="available">Bytes that are there.</param>
    /// <param name="opened">The weights are in memory already, and not among those bytes.</param>
    /// <param name="kind">The run's host, for who asks often; null: looked up.</param>
    /// <exception cref="UserException">It does not fit: both numbers, the stage, and the options that would make it fit.</exception>
    public static void Refuse(RunSettings settings, int width, int height, long available, bool opened = false, IHostKind? kind = null)
    {
        kind ??= Kind(settings);
        if (Need(settings, width, height, kind) is not { IsOnCpu: true } need) return;            // how much a card has free is not known here
        if (opened) available += need.Pinned;
        if (need.Required <= available) return;
        var savings = MemorySaving.For(settings);
        var remedies = savings.Where(s => Fits(s.With(settings))).Select(s => s.Option).ToArray();
        var all = savings.Aggregate(settings, (s, saving) => saving.With(s));
        var advice = remedies.Length > 0 ? $"use {string.Join(" or ", remedies)}"
            : Fits(all) ? $"use {string.Join(' ', savings.Select(s => s.Option))} together" : "use a smaller --scale or a machine with more";
        throw new UserException(Invariant($"memory: {width}x{height} pixels at --scale {settings.Scale ?? Scale(settings)} need about {Gigabytes(need.Required)} ")
            + $"({Gigabytes(need.Weights)} of weights, {Gigabytes(need.Intermediate(need.Tightest))} while {need.Tightest.Name}), and {Gigabytes(available)} are there; {advice}");

        bool Fits(RunSettings changed) => changed != settings && Need(changed, width, height, kind)?.Required <= available;
    }

    /// <summary>The same run with each option that may save memory and is not on yet.</summary>
    public static IEnumerable<(string Option, RunSettings Settings)> Savings(RunSettings settings) =>
        MemorySaving.For(settings).Select(s => (s.Option, s.With(settings))).Where(s => s.Item2 != settings);

    /// <summary>What a run needs; null for hosts that do not say.</summary>
    public static MemoryNeed? Need(RunSettings settings, int width, int height, IHostKind? kind = null) =>
        (kind ?? Kind(settings)).Memory(settings, width, height);

    /// <summary>The host that a run names.</summary>
    internal static IHostKind Kind(RunSettings settings) => Catalog<IHostKind>.Create(settings.Host, "--host");

    private static double Scale(RunSettings settings) =>
        settings.Resolve(Kind(settings).Describe(settings)).Scale!.Value;

    private static string Gigabytes(long bytes) => Invariant($"{bytes / 1e9:0.0} GB");
}
