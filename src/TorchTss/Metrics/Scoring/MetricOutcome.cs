namespace TorchTss.Metrics.Scoring;

/// <summary>What became of one metric.</summary>
/// <param name="Choice">Which.</param>
/// <param name="Complaint">Why it could not run; null when it did.</param>
/// <param name="SetScore">The one number of a set metric; null for metrics of single pictures.</param>
internal sealed record MetricOutcome(MetricChoice Choice, string? Complaint = null, double? SetScore = null);
