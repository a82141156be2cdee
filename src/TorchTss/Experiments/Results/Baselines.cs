namespace TorchTss.Experiments.Results;

/// <summary>What each group is compared with.</summary>
internal sealed class Baselines
{
    private readonly IReadOnlyList<ResultGroup> _groups;
    private readonly IReadOnlyList<KeyValuePair<string, string>>? _point;

    private Baselines(IReadOnlyList<ResultGroup> groups, IReadOnlyList<KeyValuePair<string, string>>? point) => (_groups, _point) = (groups, point);

    /// <summary>From the note <c>baseline</c>, an object of axis values; without one the first group is everyone's baseline.</summary>
    public static Baselines Read(ResultsFile file, IReadOnlyList<ResultGroup> groups) =>
        new(groups, NoteJson.Read(file, "baseline", "a JSON object of axis values", NoteJson.Point));

    /// <summary>The rule in words.</summary>
    public string Rule => _point is null
        ? $"Each setting is compared with the first one, {_groups[0].Label}."
        : $"Each setting is compared with the same one at {string.Join(" and ", _point.Select(p => $"{p.Key}={p.Value}"))}.";

    /// <summary>The baseline of a group: the same point with the baseline's values; null when there is none, or for a baseline itself.</summary>
    public ResultGroup? Of(ResultGroup group)
    {
        var baseline = _point is null ? _groups[0] : _groups.FirstOrDefault(g => g.IsAt(Replaced(group, _point)));
        return ReferenceEquals(baseline, group) ? null : baseline;
    }

    /// <summary>Whether the group is a baseline.</summary>
    public bool IsBaseline(ResultGroup group) => _point is null ? ReferenceEquals(group, _groups[0]) : group.IsAt(Replaced(group, _point));

    private static KeyValuePair<string, string>[] Replaced(ResultGroup group, IReadOnlyList<KeyValuePair<string, string>> point) =>
    [
        .. group.Axes.Where(a => point.All(p => p.Key != a.Key)),
        .. point,
    ];
}
