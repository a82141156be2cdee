namespace TorchTss.Experiments.Results;

/// <summary>Settings that differ in their replicates only: one row of a table.</summary>
/// <param name="Label">"steps=7 tss=tds".</param>
/// <param name="Axes">Without the replicates.</param>
/// <param name="Settings">One per seed.</param>
internal sealed record ResultGroup(string Label, IReadOnlyList<KeyValuePair<string, string>> Axes, IReadOnlyList<ResultSetting> Settings)
{
    /// <summary>Groups in the order of their first settings.</summary>
    public static IReadOnlyList<ResultGroup> Of(IEnumerable<ResultSetting> settings) =>
    [
        .. from setting in settings
           group setting by setting.Group into same
           let axes = same.First().Axes.Where(a => !ResultSetting.Replicates.Contains(a.Key)).ToArray()
           select new ResultGroup(same.Key, axes, [.. same]),
    ];

    /// <summary>The value on an axis; null when the group has no such axis.</summary>
    public string? Value(string axis) => Axes.Where(a => a.Key == axis).Select(a => a.Value).FirstOrDefault();

    /// <summary>Whether the group stands at exactly this point.</summary>
    public bool IsAt(IReadOnlyCollection<KeyValuePair<string, string>> point) =>
        point.Count == Axes.Count && point.All(p => Value(p.Key) == p.Value);
}
