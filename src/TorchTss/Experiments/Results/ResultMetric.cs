using TorchTss.Metrics;

namespace TorchTss.Experiments.Results;

/// <summary>A metric of a results file, as it was when the file was written: a report needs no catalogue.</summary>
/// <param name="Name">As the user gave it, settings included: "ssim:channel=rgb".</param>
/// <param name="Traits">Direction, decimals, range.</param>
/// <param name="OfSets">Whether it compares sets and gives single pictures no score.</param>
/// <param name="Problem">Why it was not computed: the sentence about a missing file; null when it was.</param>
public sealed record ResultMetric(string Name, MetricTraits Traits, bool OfSets, string? Problem);
