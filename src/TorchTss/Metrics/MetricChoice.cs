namespace TorchTss.Metrics;

/// <summary>A metric that was asked for.</summary>
/// <param name="Name">As it was asked for, without blanks: its column in tables.</param>
/// <param name="Specification">The same with what a profile made of a bare name: enough to make it again.</param>
/// <param name="Metric">The metric.</param>
internal sealed record MetricChoice(string Name, string Specification, IMetric Metric);
