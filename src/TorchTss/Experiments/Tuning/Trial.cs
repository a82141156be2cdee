using TorchTss.Experiments.Axes;
using static System.FormattableString;

namespace TorchTss.Experiments.Tuning;

/// <summary>A setting that is run, as the axis values that an ablation would have for it.</summary>
/// <param name="Strategy">A value of the axis <c>tss</c>.</param>
/// <param name="N">A value of <c>tss.n-range</c>, or of <c>tss.n</c> without SDS.</param>
/// <param name="A">A value of <c>tss.a-range</c>, or of <c>tss.a</c>.</param>
/// <param name="Spatial">Whether the search is over ranges.</param>
internal sealed record Trial(string Strategy, string N, string A, bool Spatial)
{
    private const string Default = "default";

    /// <summary>Axis by axis.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Axes =>
        [new("tss", Strategy), new(Spatial ? "tss.n-range" : "tss.n", N), new(Spatial ? "tss.a-range" : "tss.a", A)];

    /// <summary>The plain schedule.</summary>
    public static Trial Uniform(bool spatial) => new("off", Default, Default, spatial);

    /// <summary>The strategy with the host's own ranges.</summary>
    public static Trial Host(bool spatial) => new(On(spatial), Default, Default, spatial);

    /// <summary>The strategy with a candidate's.</summary>
    public static Trial Of(Candidate c) => c.Spatial
        ? new Trial(On(true), Invariant($"{c.N.Minimum}:{c.N.Maximum}"), Invariant($"{c.A.Minimum}:{c.A.Maximum}"), true)
        : new Trial(On(false), Invariant($"{c.N.Minimum}"), Invariant($"{c.A.Minimum}"), false);

    /// <summary>The point of the grid, once per seed.</summary>
    public IEnumerable<IReadOnlyList<(string Axis, AxisValue Value)>> Points(IReadOnlyList<long> seeds)
    {
        (string, AxisValue)[] point = [.. Axes.Select(a => (a.Key, AxisParser.Value(a.Key, a.Value)))];
        foreach (var seed in seeds) yield return [.. point, ("seed", AxisParser.Value("seed", Invariant($"{seed}")))];
    }

    private static string On(bool spatial) => spatial ? "tds+sds" : "tds";
}
