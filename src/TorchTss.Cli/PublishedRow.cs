namespace TorchTss.Cli;

/// <summary>One row of a published table.</summary>
/// <param name="Axes">Axis and value.</param>
/// <param name="Scores">By metric, with the paper's digits; "seconds" are per picture.</param>
internal sealed record PublishedRow(IReadOnlyList<KeyValuePair<string, string>> Axes, IReadOnlyDictionary<string, string> Scores)
{
    /// <summary>"steps=7 tss=tds".</summary>
    public string Label => string.Join(" ", Axes.Select(a => $"{a.Key}={a.Value}"));

    /// <summary>What a metric's column says: under its own name or that without settings.</summary>
    public string Score(string metric) => Scores.GetValueOrDefault(metric) ?? Scores.GetValueOrDefault(metric.Split(':')[0]) ?? "";
}
