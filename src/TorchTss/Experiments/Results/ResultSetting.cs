namespace TorchTss.Experiments.Results;

/// <summary>One point of the grid: settings, and the axis values that led to them.</summary>
/// <param name="Id">Hash of the resolved settings: two points with the same settings share their cells.</param>
/// <param name="Axes">Axis and value as the user wrote them, in the order of the axes.</param>
/// <param name="Settings">Resolved: every default filled in.</param>
public sealed record ResultSetting(string Id, IReadOnlyList<KeyValuePair<string, string>> Axes, RunSettings Settings)
{
    /// <summary>The axes that only repeat: their values are averaged over, never compared.</summary>
    public static IReadOnlySet<string> Replicates { get; } = new HashSet<string> { "seed" };

    /// <summary>"steps=7 tss=tds seed=1"; "as given" without axes.</summary>
    public string Label => Text(Axes);

    /// <summary>The label without the axes that only repeat: settings with the same group are one row of a table.</summary>
    public string Group => Text([.. Axes.Where(a => !Replicates.Contains(a.Key))]);

    private static string Text(IReadOnlyList<KeyValuePair<string, string>> axes) =>
        axes.Count == 0 ? "as given" : string.Join(" ", axes.Select(a => $"{a.Key}={a.Value}"));
}
