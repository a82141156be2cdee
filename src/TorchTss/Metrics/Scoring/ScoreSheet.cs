namespace TorchTss.Metrics.Scoring;

/// <summary>The scores of many pictures by many metrics.</summary>
/// <param name="Metrics">In the order they were asked for.</param>
/// <param name="Pictures">In the order they were given.</param>
internal sealed record ScoreSheet(IReadOnlyList<MetricOutcome> Metrics, IReadOnlyList<PictureScores> Pictures)
{
    /// <summary>The scores by one metric, in order of the pictures that have one.</summary>
    public IReadOnlyList<double> Values(string metric) =>
        [.. Pictures.Where(p => p.Scores.ContainsKey(metric)).Select(p => p.Scores[metric])];

    /// <summary>Whether any metric could run.</summary>
    public bool AnyMetric => Metrics.Any(m => m.Complaint is null);

    /// <summary>Whether every picture could be scored by every metric that ran.</summary>
    public bool IsWhole => Pictures.All(p => p.Complaints.Count == 0);
}
