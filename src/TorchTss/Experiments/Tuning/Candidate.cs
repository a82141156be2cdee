using TorchTss.Schedules;
using static System.FormattableString;

namespace TorchTss.Experiments.Tuning;

/// <summary>One (n, a) that a search may choose.</summary>
/// <param name="N">n at v = 0 and at v = 1, each 1 to 100; the same number twice for TDS alone.</param>
/// <param name="A">a at v = 0 and at v = 1, each in (0, 1); the same number twice for TDS alone.</param>
/// <param name="Spatial">Whether SDS is on: without it, one (n, a) for the whole picture.</param>
public readonly record struct Candidate(ValueRange N, ValueRange A, bool Spatial)
{
    /// <summary>The command line's options for it.</summary>
    public string Options => Spatial ? $"--tds --sds --n-range {N} --a-range {A}" : Invariant($"--tds --n {N.Minimum} --a {A.Minimum}");

    /// <summary>A <c>tss.json</c> that makes it the default of a folder of weights.</summary>
    public string Defaults => Invariant($"{{\"n\": [{N.Minimum}, {N.Maximum}], \"a\": [{A.Minimum}, {A.Maximum}]}}");

    /// <summary>Whether n is 1 everywhere: the plain schedule, whatever a is.</summary>
    internal bool IsPlain => N is { Minimum: 1, Maximum: 1 };

    /// <summary>Settings with this (n, a), and with TDS and SDS as it needs them.</summary>
    public TssSettings Apply(TssSettings tss) => Spatial
        ? tss with { Tds = true, Sds = true, NRange = N, ARange = A }
        : tss with { Tds = true, Sds = false, N = N.Minimum, A = A.Minimum };

    /// <summary>"n 1–1.8, a 0.3–0.5", "n 1.6, a 0.5".</summary>
    public override string ToString() => Spatial
        ? Invariant($"n {N.Minimum}–{N.Maximum}, a {A.Minimum}–{A.Maximum}") : Invariant($"n {N.Minimum}, a {A.Minimum}");
}
